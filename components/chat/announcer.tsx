'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { RunStatus } from '#lib/stream/events.ts'

interface AnnouncerProps {
  agentName: string
  runId: string | undefined
  status: RunStatus | undefined
  /** The last words of the answer, told once it is complete. */
  answer: string
}

/** Tells a screen reader what becomes of the last run: its stations, not its tokens. */
export function Announcer({ agentName, runId, status, answer }: AnnouncerProps) {
  const t = useTranslations('chat')
  const [said, setSaid] = useState('')
  const before = useRef({ runId, status })
  useEffect(() => {
    const isNews = before.current.runId !== runId || before.current.status !== status
    before.current = { runId, status }
    if (!isNews || !status) return
    const words = t(`announce.${status}`, { agent: agentName })
    setSaid(status === 'succeeded' && answer ? `${words} ${answer}` : words)
  }, [agentName, runId, status, answer, t])
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
