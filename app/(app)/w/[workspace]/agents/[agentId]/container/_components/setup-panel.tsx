'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useCallback, useEffect, useRef } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { SetupView } from '#lib/sandbox/setup-schema.ts'
import { repeat } from '../actions.ts'
import { useSetup } from './use-setup.ts'

const TONES = { waiting: 'neutral', building: 'accent', ready: 'success', failed: 'danger' } as const

interface SetupPanelProps {
  workspaceId: string
  agentId: string
  initial: SetupView
  mayRepeat: boolean
}

/** What the agent's setup command does, or did, to its image. */
export function SetupPanel({ workspaceId, agentId, initial, mayRepeat }: SetupPanelProps) {
  const t = useTranslations('sandbox.setup')
  const format = useFormatter()
  const { setup, setSetup } = useSetup(workspaceId, agentId, initial)
  const done = useCallback(
    (next: SetupView) => {
      setSetup(next)
      toast.success(t('repeated'))
    },
    [setSetup, t],
  )
  const { submit, pending } = useSubmit(repeat, done)
  if (setup.status === 'none') return null
  const isBusy = setup.status === 'waiting' || setup.status === 'building'
  return (
    <Section
      id="setup"
      title={t('title')}
      description={t(`descriptions.${setup.status}`)}
      action={
        mayRepeat && (
          <Button pending={pending} disabled={isBusy} onClick={() => submit({ workspaceId, agentId })}>
            {t('repeat')}
          </Button>
        )
      }
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <span role="status">
          <Badge tone={TONES[setup.status]}>{t(`statuses.${setup.status}`)}</Badge>
        </span>
        <code className="min-w-0 flex-1 truncate text-sm" title={setup.command}>
          {setup.command}
        </code>
        {setup.sizeBytes !== null && setup.status === 'ready' && (
          <span className="text-muted-foreground text-sm tabular-nums">
            {t('added', { size: format.number(setup.sizeBytes / 1e6, { maximumFractionDigits: 0 }) })}
          </span>
        )}
      </div>
      {setup.error && <Notice tone="danger">{setup.error}</Notice>}
      {setup.usesEarlier && <Notice>{t('earlier')}</Notice>}
      <Log text={setup.log} label={t('log')} empty={t('nothing')} />
    </Section>
  )
}

/** Stays at its end while it grows, unless somebody has scrolled up to read. */
function Log({ text, label, empty }: { text: string; label: string; empty: string }) {
  const box = useRef<HTMLPreElement>(null)
  const isAtEnd = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it grows with the text
  useEffect(() => {
    if (box.current && isAtEnd.current) box.current.scrollTop = box.current.scrollHeight
  }, [text])
  return (
    <pre
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
      role="log"
      aria-label={label}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 24
      }}
      className="max-h-80 overflow-auto whitespace-pre-wrap break-words rounded-lg border bg-muted px-3 py-2 font-mono text-sm"
    >
      {text || <span className="text-muted-foreground">{empty}</span>}
    </pre>
  )
}
