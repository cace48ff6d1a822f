'use client'

import { SquareTerminal } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { TerminalEnd } from './terminal-connection.ts'

const TerminalScreen = dynamic(() => import('./terminal-screen.tsx').then((module) => module.TerminalScreen), {
  ssr: false,
  loading: () => <Skeleton className="h-96" />,
})

interface TerminalPanelProps {
  place: { workspaceId: string; agentId: string; threadId?: string }
  /** The container may have been started by it. */
  onChange: () => Promise<void>
}

/** A shell in the container, opened by a click and recorded in the audit trail. */
export function TerminalPanel({ place, onChange }: TerminalPanelProps) {
  const t = useTranslations('sandbox')
  const [sessions, setSessions] = useState(0)
  const [isOpen, setOpen] = useState(false)
  const [ended, setEnded] = useState<TerminalEnd | null>(null)
  const open = () => {
    setEnded(null)
    setSessions((count) => count + 1)
    setOpen(true)
  }
  const finish = useCallback(
    (end: TerminalEnd) => {
      setOpen(false)
      setEnded(end)
      void onChange()
    },
    [onChange],
  )
  return (
    <Section
      title={t('terminal')}
      description={t('terminalDescription')}
      action={
        isOpen ? (
          <Button onClick={() => finish({ reason: 'closed' })}>{t('closeTerminal')}</Button>
        ) : (
          <Button variant="primary" onClick={open}>
            <SquareTerminal aria-hidden />
            {t('openTerminal')}
          </Button>
        )
      }
    >
      <p role="status" className="text-muted-foreground empty:hidden">
        {ended && (ended.message ?? t(`ends.${ended.reason}`))}
      </p>
      {isOpen && <TerminalScreen key={sessions} place={place} onOpened={onChange} onEnd={finish} />}
    </Section>
  )
}
