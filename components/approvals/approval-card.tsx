'use client'

import { CircleCheck, CircleX, Clock, Hand } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { type ReactNode, useId, useState } from 'react'
import { useToolWords } from '#components/agents/tool-words.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { ApprovalView } from '#lib/approvals/schema.ts'
import type { PolicyRule } from '#lib/tools/schema.ts'
import { AlwaysForm } from './always-form.tsx'
import { approvalApi } from './approval-api.ts'
import { useApprovals } from './approvals-provider.tsx'
import { useRuleWords } from './rule-words.ts'

interface ApprovalCardProps {
  approval: ApprovalView
  /** Where its thread is; left out inside of it. */
  threadHref?: string
}

type Work = 'once' | 'run' | 'refuse' | 'always'

/** What an agent wants to do, exactly, and what a person can say to it. */
export function ApprovalCard({ approval, threadHref }: ApprovalCardProps) {
  const t = useTranslations('approvals')
  const { wordsOfTool, wordsOfRisk } = useToolWords()
  const { toolsOf } = useRuleWords()
  const headingId = useId()
  const { title, icon: Icon } = wordsOfTool(approval.tool)
  const risk = wordsOfRisk(approval.risk)
  const [ask] = approval.asks
  return (
    <article aria-labelledby={headingId} className="flex flex-col gap-3 rounded-xl border bg-raised p-4 shadow-raised">
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        <p id={headingId} className="font-semibold">
          {t('wants', { agent: approval.agentName, tool: title })}
        </p>
        <Badge tone={risk.tone}>{risk.label}</Badge>
        {threadHref && (
          <Link href={threadHref} className="ml-auto max-w-full truncate text-muted-foreground text-sm hover:underline">
            {approval.threadTitle || t('untitled')}
          </Link>
        )}
      </header>
      <CallArguments args={approval.args} />
      {ask && (
        <p className="text-muted-foreground text-sm">
          {t('askedBecause', { tools: toolsOf(ask.rule.tools), level: t(`levels.${ask.level}`) })}
        </p>
      )}
      {approval.status === 'waiting' ? <Answers approval={approval} /> : <Answered approval={approval} />}
    </article>
  )
}

/** Exactly what will be executed: nothing is shortened. */
function CallArguments({ args }: { args: unknown }) {
  const command = typeof args === 'object' && args !== null && 'command' in args ? args.command : null
  const rest =
    typeof args === 'object' && args !== null ? Object.entries(args).filter(([name]) => name !== 'command') : []
  const text = typeof command === 'string' ? command : typeof args === 'string' ? args : JSON.stringify(args, null, 2)
  return (
    <>
      <Code>{text}</Code>
      {typeof command === 'string' && rest.length > 0 && (
        <Code>{JSON.stringify(Object.fromEntries(rest), null, 2)}</Code>
      )}
    </>
  )
}

function Code({ children }: { children: ReactNode }) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      className="max-h-80 overflow-auto whitespace-pre-wrap break-words rounded-lg bg-muted p-3 font-mono text-[0.8125rem]"
    >
      {children}
    </pre>
  )
}

function Answers({ approval }: { approval: ApprovalView }) {
  const t = useTranslations('approvals')
  const problemWords = useProblemWords()
  const approvals = useApprovals()
  const [open, setOpen] = useState<'refuse' | 'always' | null>(null)
  const [working, setWorking] = useState<Work | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  if (!approvals) return null
  if (!approvals.mayAnswer) return <p className="text-muted-foreground text-sm">{t('onlyMembers')}</p>
  const { workspaceId } = approvals
  const act = async (what: Work, request: () => Promise<unknown>) => {
    setWorking(what)
    setProblem(null)
    try {
      await request()
    } catch (error) {
      // Somebody was faster: the words say who.
      setProblem(problemWords(error))
    }
    setWorking(null)
    approvals.reload()
  }
  const answer = (what: Exclude<Work, 'always'>) =>
    act(what, () =>
      approvalApi.answer(
        workspaceId,
        approval.id,
        what === 'refuse' ? { answer: 'refuse', reason } : { answer: 'approve', scope: what },
      ),
    )
  return (
    <div className="flex flex-col gap-3">
      {problem && (
        <Notice tone="warning" role="alert">
          {problem}
        </Notice>
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" size="sm" pending={working === 'once'} onClick={() => void answer('once')}>
          {t('allow')}
        </Button>
        <Button size="sm" pending={working === 'run'} onClick={() => void answer('run')}>
          {t('allowForRun')}
        </Button>
        {approvals.mayWriteRules && approval.alwaysAt && approval.rule && (
          <Button
            size="sm"
            aria-expanded={open === 'always'}
            onClick={() => setOpen(open === 'always' ? null : 'always')}
          >
            {t('always')}
          </Button>
        )}
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={open === 'refuse'}
          onClick={() => setOpen(open === 'refuse' ? null : 'refuse')}
        >
          {t('refuse')}
        </Button>
      </div>
      {open === 'refuse' && (
        <form
          className="flex flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            void answer('refuse')
          }}
        >
          <Textarea
            autoFocus
            aria-label={t('reason')}
            placeholder={t('reason')}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <Button type="submit" size="sm" variant="danger" className="self-start" pending={working === 'refuse'}>
            {t('refuseNow')}
          </Button>
        </form>
      )}
      {open === 'always' && approval.rule && approval.alwaysAt && (
        <AlwaysForm
          rule={approval.rule}
          levels={approval.alwaysAt}
          pending={working === 'always'}
          onSubmit={(rule: PolicyRule) => void act('always', () => approvalApi.always(workspaceId, approval.id, rule))}
        />
      )}
    </div>
  )
}

const icons = { approved: CircleCheck, refused: CircleX, expired: Clock, waiting: Hand }
const colors = { approved: 'text-success', refused: 'text-danger', expired: 'text-warning', waiting: '' }

/** Who said what to it. */
export function Answered({ approval }: { approval: ApprovalView }) {
  const t = useTranslations('approvals')
  const format = useFormatter()
  const { status, answeredBy, answeredAt, reason, scope } = approval
  const Icon = icons[status]
  const who = answeredBy?.name || t('somebody')
  const words =
    status === 'approved'
      ? t(`approvedBy.${scope ?? 'once'}`, { who })
      : status === 'refused'
        ? t('refusedBy', { who })
        : t('expired')
  return (
    <div role="status" className="flex flex-col gap-1 text-sm">
      <p className="flex flex-wrap items-center gap-x-2">
        <Icon aria-hidden className={`size-4 ${colors[status]}`} />
        <span>{words}</span>
        {answeredAt && (
          <time dateTime={answeredAt} className="text-muted-foreground">
            {format.dateTime(new Date(answeredAt), { dateStyle: 'medium', timeStyle: 'short' })}
          </time>
        )}
      </p>
      {reason && <p className="whitespace-pre-wrap break-words text-muted-foreground">{reason}</p>}
    </div>
  )
}
