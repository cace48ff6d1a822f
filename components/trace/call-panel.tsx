'use client'

import { useTranslations } from 'next-intl'
import { useToolWords } from '#components/agents/tool-words.ts'
import { useRuleWords } from '#components/approvals/rule-words.ts'
import { useAmounts } from '#components/chat/amounts.ts'
import { PatchView } from '#components/chat/patch-view.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Section } from '#components/ui/section.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { TraceCall } from '#lib/traces/schema.ts'
import { Facts } from './facts.tsx'
import { TextBlock } from './text-block.tsx'
import type { LoadedStep } from './use-trace.ts'
import { WhyChain } from './why-chain.tsx'

const tones = { auto: 'success', ask: 'warning', deny: 'danger' } as const

interface CallPanelProps {
  workspaceId: string
  runId: string
  step: number
  call: TraceCall
  detail: LoadedStep
}

/** One call of a tool: what was asked for, which rule let it, and what came of it. */
export function CallPanel({ workspaceId, runId, step, call, detail }: CallPanelProps) {
  const t = useTranslations('trace')
  const chat = useTranslations('chat')
  const { wordsOfTool } = useToolWords()
  const { formatDuration } = useAmounts()
  const { startedAt, finishedAt, approval } = call
  const between = (from: string | null, to: string | null) =>
    from && to ? formatDuration(Math.max(0, Date.parse(to) - Date.parse(from))) : null
  const body = typeof detail === 'object' ? detail.toolCalls.find(({ id }) => id === call.id) : undefined
  const view = body?.result?.view
  return (
    <Section title={wordsOfTool(call.name).title} description={<span className="font-mono text-sm">{call.name}</span>}>
      <Facts
        facts={[
          [t('status'), chat(`toolStatus.${call.status}`)],
          [t('took'), between(startedAt, finishedAt)],
          ...(approval ? [[t('waited'), between(approval.askedAt, approval.answeredAt)] as const] : []),
        ]}
      />
      <Decision call={call} />
      <WhyChain workspaceId={workspaceId} runId={runId} step={step} toolCallId={call.id} />
      {detail === 'loading' && <Skeleton className="h-40" />}
      {detail === 'away' && <Notice tone="danger">{t('away')}</Notice>}
      {body && (
        <>
          <div className="flex flex-col gap-2">
            <h3 className="font-medium">{t('arguments')}</h3>
            <TextBlock
              label={t('arguments')}
              text={typeof body.args === 'string' ? body.args : JSON.stringify(body.args, null, 2)}
            />
          </div>
          {view?.kind === 'diff' && (
            <div className="overflow-hidden rounded-lg border bg-raised">
              <PatchView patch={view.patch} />
            </div>
          )}
          {body.result && (
            <div className="flex flex-col gap-2">
              <h3 className="font-medium">{t('result')}</h3>
              <TextBlock label={t('result')} text={body.result.text} />
            </div>
          )}
        </>
      )}
    </Section>
  )
}

/** Whether it was let through, by which rules, and what a person said. */
function Decision({ call: { decision, approval } }: { call: TraceCall }) {
  const t = useTranslations('trace')
  const approvals = useTranslations('approvals')
  const { wordsOf } = useRuleWords()
  const asks = approval?.asks ?? []
  const effect = decision?.effect ?? (approval ? 'ask' : null)
  if (!effect) return null
  const by = decision ? decision.by : asks
  const answer = approval?.answeredByName ?? null
  return (
    <div className="flex flex-col items-start gap-2">
      <h3 className="font-medium">{t('decision')}</h3>
      <Badge tone={tones[effect]}>{t(`effects.${effect}`)}</Badge>
      {by.length === 0 && <p className="text-muted-foreground">{t(effect === 'deny' ? 'noSuchTool' : 'noRule')}</p>}
      <ul className="flex flex-col gap-1">
        {by.map(({ level, rule }) => (
          <li key={`${level} ${rule.tools}`}>
            {t('ruleOf', { level: approvals(`levels.${level}`), rule: wordsOf(rule) })}
          </li>
        ))}
      </ul>
      {approval && approval.status !== 'waiting' && (
        <p>
          {approval.status === 'expired' && approvals('expired')}
          {approval.status === 'refused' && approvals('refusedBy', { who: answer ?? approvals('somebody') })}
          {approval.status === 'approved' &&
            approvals(`approvedBy.${approval.scope ?? 'once'}`, { who: answer ?? approvals('somebody') })}
          {approval.reason && ` ${approval.reason}`}
        </p>
      )}
    </div>
  )
}
