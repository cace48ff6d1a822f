'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useAmounts } from '#components/chat/amounts.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { StepPart } from '#lib/stream/events.ts'
import type { RunTrace, TraceStep } from '#lib/traces/schema.ts'
import { Facts } from './facts.tsx'
import { PromptView } from './prompt-view.tsx'
import { TextBlock } from './text-block.tsx'
import type { LoadedStep } from './use-trace.ts'
import { WhyChain } from './why-chain.tsx'

interface StepPanelProps {
  workspaceId: string
  trace: RunTrace
  step: TraceStep
  detail: LoadedStep
  /** Buttons beside the heading. */
  action?: ReactNode
}

/** One call of a model: what it was given, what it answered, and what that took. */
export function StepPanel({ workspaceId, trace, step, detail, action }: StepPanelProps) {
  const t = useTranslations('trace')
  return (
    <Section
      title={
        step.kind === 'summary'
          ? t('summaryNumber', { number: step.index + 1 })
          : t('stepNumber', { number: step.index + 1 })
      }
      description={<span className="font-mono text-sm">{step.model}</span>}
      action={action}
    >
      <StepFacts trace={trace} step={step} />
      <WhyChain workspaceId={workspaceId} runId={trace.runId} step={step.index} toolCallId={null} />
      {detail === 'loading' && <Skeleton className="h-40" />}
      {detail === 'away' && <Notice tone="danger">{t('away')}</Notice>}
      {typeof detail === 'object' && (
        <>
          <Answer parts={detail.parts} />
          {detail.prompt ? (
            <PromptView prompt={detail.prompt} />
          ) : (
            <p className="text-muted-foreground">{t('noPrompt')}</p>
          )}
        </>
      )}
    </Section>
  )
}

function StepFacts({ trace, step }: { trace: RunTrace; step: TraceStep }) {
  const t = useTranslations('trace')
  const { formatCost, formatCount, formatDuration } = useAmounts()
  const { usage } = step
  const tookMs = Date.parse(step.finishedAt) - Date.parse(step.startedAt)
  const firstMs = step.firstTokenAt === null ? null : Date.parse(step.firstTokenAt) - Date.parse(step.startedAt)
  const retries = trace.failures.filter((failure) => failure.step === step.index).length
  return (
    <Facts
      facts={[
        [t('provider'), step.provider === 'demo' ? t('demoModel') : step.provider],
        [t('took'), formatDuration(tookMs)],
        [t('firstToken'), firstMs === null ? null : formatDuration(firstMs)],
        [t('tokensIn'), usage && formatCount(usage.inputTokens)],
        [t('tokensCached'), usage && formatCount(usage.cachedInputTokens)],
        [t('tokensOut'), usage && formatCount(usage.outputTokens)],
        [t('cost'), usage?.costMicros == null ? null : formatCost(usage.costMicros)],
        [t('retries'), formatCount(retries)],
        [t('finishReason'), step.finishReason],
        [t('attempt'), formatCount(step.attempt)],
      ]}
    />
  )
}

function Answer({ parts }: { parts: readonly StepPart[] }) {
  const t = useTranslations('trace')
  const spoken = parts.filter((part) => part.type !== 'tool-call')
  if (spoken.length === 0) return null
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-medium">{t('answer')}</h3>
      {spoken.map((part, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts never move
        <div key={place} className="flex flex-col gap-1">
          {part.type === 'reasoning' && <Badge>{t('reasoning')}</Badge>}
          <TextBlock label={t('answer')} text={part.text} />
        </div>
      ))}
    </div>
  )
}
