'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { useToolWords } from '#components/agents/tool-words.ts'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { LocalDate } from '#components/ui/local-date.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { Why, WhyLink } from '#lib/traces/why-schema.ts'
import { Fold } from './fold.tsx'
import { loadWhy } from './trace-api.ts'

interface WhyChainProps {
  workspaceId: string
  runId: string
  step: number
  /** Null: the step's answer itself. */
  toolCallId: string | null
}

/** What led to a step or a call: messages, steps before, and what their calls had read. */
export function WhyChain(props: WhyChainProps) {
  const t = useTranslations('trace')
  const [isOpen, setOpen] = useState(false)
  return (
    <Fold title={t('why')} isOpen={false} onToggle={setOpen}>
      {isOpen && <Chain key={`${props.step} ${props.toolCallId}`} {...props} />}
    </Fold>
  )
}

function Chain({ workspaceId, runId, step, toolCallId }: WhyChainProps) {
  const t = useTranslations('trace')
  const [found, setFound] = useState<Why | 'away' | null>(null)
  useEffect(() => {
    const request = new AbortController()
    loadWhy(workspaceId, { runId, step, toolCallId }, request.signal)
      .then(setFound)
      .catch(() => {
        if (!request.signal.aborted) setFound('away')
      })
    return () => request.abort()
  }, [workspaceId, runId, step, toolCallId])
  if (found === null) return <Skeleton className="h-24" />
  if (found === 'away') return <p className="text-danger">{t('away')}</p>
  return (
    <>
      <p className="max-w-prose text-muted-foreground text-sm">{t('whyHint')}</p>
      <ol aria-label={t('why')} className="flex flex-col gap-2 border-l pl-3">
        {found.chain.map((link) => (
          <li key={keyOf(link)} className="min-w-0">
            <ChainLink workspaceId={workspaceId} runId={runId} link={link} />
          </li>
        ))}
      </ol>
    </>
  )
}

function ChainLink({ workspaceId, runId, link }: { workspaceId: string; runId: string; link: WhyLink }) {
  const t = useTranslations('trace')
  const { wordsOfTool } = useToolWords()
  const run = workspacePaths(workspaceId).run
  if (link.kind === 'call') {
    return (
      <>
        <Link
          className="underline-offset-2 hover:underline"
          href={`${run(runId)}?step=${link.step + 1}&call=${link.toolCallId}`}
        >
          {t('whyCall', { tool: wordsOfTool(link.name).title })}
        </Link>
        <p className="truncate font-mono text-muted-foreground text-xs">{link.summary}</p>
        {link.shared.length > 0 && (
          <p className="break-words text-sm">{t('whyShared', { words: link.shared.join(', ') })}</p>
        )}
      </>
    )
  }
  const title =
    link.kind === 'message'
      ? link.authorName
      : link.kind === 'step'
        ? t('stepNumber', { number: link.step + 1 })
        : t('whyEarlier')
  const href =
    link.kind === 'message' ? null : link.kind === 'step' ? `${run(runId)}?step=${link.step + 1}` : run(link.runId)
  return (
    <>
      <p className="flex items-baseline gap-2">
        {href ? (
          <Link className="underline-offset-2 hover:underline" href={href}>
            {title}
          </Link>
        ) : (
          <span className="font-medium">{title}</span>
        )}
        <span className="text-muted-foreground text-xs">
          <LocalDate date={link.at} time />
        </span>
      </p>
      {link.text && <p className="line-clamp-3 break-words text-muted-foreground text-sm">{link.text}</p>}
    </>
  )
}

function keyOf(link: WhyLink): string {
  switch (link.kind) {
    case 'message':
      return link.messageId
    case 'earlier':
      return link.runId
    case 'step':
      return String(link.step)
    case 'call':
      return link.toolCallId
  }
}
