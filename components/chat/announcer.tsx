'use client'

import { useEffect, useRef, useState } from 'react'
import type { RunStatus } from '#lib/stream/events.ts'

const words: Record<RunStatus, string> = {
  queued: 'will answer',
  running: 'is working',
  succeeded: 'has finished',
  failed: 'failed',
  cancelled: 'was stopped',
}

interface AnnouncerProps {
  agentName: string
  runId: string | undefined
  status: RunStatus | undefined
  /** The last words of the answer, told once it is complete. */
  answer: string
}

/** Tells a screen reader what becomes of the last run: its stations, not its tokens. */
export function Announcer({ agentName, runId, status, answer }: AnnouncerProps) {
  const [said, setSaid] = useState('')
  const before = useRef({ runId, status })
  useEffect(() => {
    const isNews = before.current.runId !== runId || before.current.status !== status
    before.current = { runId, status }
    if (!isNews || !status) return
    setSaid(`${agentName} ${words[status]}.${status === 'succeeded' && answer ? ` ${answer}` : ''}`)
  }, [agentName, runId, status, answer])
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
