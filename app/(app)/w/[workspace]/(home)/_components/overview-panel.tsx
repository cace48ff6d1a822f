'use client'

import { CircleAlert, Hand, MessagesSquare, Play, Users } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useNow, useTimeZone, useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useBudgetWords } from '#components/chat/pause-notices.tsx'
import { useFailureWords } from '#components/chat/use-failure-words.ts'
import { useShell } from '#components/shell/shell-context.ts'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { LiveDot } from '#components/ui/live-dot.tsx'
import { type Overview, type OverviewRun, overview } from '#lib/overview/schema.ts'
import type { SharedThreadView } from '#lib/threads/schema.ts'

interface Agent {
  id: string
  name: string
  color: string
  face?: string
}

interface OverviewPanelProps {
  workspaceId: string
  agents: Agent[]
  /** What the server found. */
  drawn: Overview
  /** What others have shared with this person by name, wherever it is. */
  shared: readonly (SharedThreadView & { href: string })[]
}

/** What goes on in the workspace: it follows what happens there. */
export function OverviewPanel({ workspaceId, agents, drawn, shared }: OverviewPanelProps) {
  const t = useTranslations('home')
  const format = useFormatter()
  const paths = workspacePaths(workspaceId)
  const { threads } = useShell()
  const now = useLiveOverview(workspaceId, drawn)
  const agentOf = (id: string) =>
    agents.find((agent) => agent.id === id) ?? { name: t('removedAgent'), color: 'slate', face: undefined }
  const { today } = now
  const isQuiet =
    now.liveCount + now.waitingCount + now.failedCount + today.calls + threads.length + shared.length === 0
  if (isQuiet) return null
  return (
    <div className="flex flex-col gap-8">
      {today.calls > 0 && (
        <section
          aria-label={t('today')}
          className="flex flex-wrap items-baseline gap-x-2 text-muted-foreground text-sm"
        >
          <h2>{t('today')}</h2>
          <p>
            <strong className="font-semibold text-base text-foreground tabular-nums">
              {format.number(today.costMicros / 1_000_000, {
                style: 'currency',
                currency: 'USD',
                maximumFractionDigits: today.costMicros > 0 && today.costMicros < 100_000 ? 4 : 2,
              })}
            </strong>{' '}
            {t('todayCalls', {
              calls: today.calls,
              tokens: format.number(today.inputTokens + today.outputTokens, {
                notation: 'compact',
                maximumFractionDigits: 1,
              }),
            })}
            {today.unpriced > 0 && ` ${t('todayUnpriced', { count: today.unpriced })}`}
          </p>
        </section>
      )}
      {/* The last one takes the room that is left. */}
      <div className="grid gap-6 md:grid-cols-2 md:[&>:last-child:nth-child(odd)]:col-span-2">
        <Group
          icon={<Play aria-hidden />}
          title={t('running')}
          count={now.liveCount}
          empty={t('nothingRuns')}
          more={`${paths.threads}?live=1`}
        >
          {now.live.map((run) => (
            <RunRow key={run.runId} run={run} agent={agentOf(run.agentId)} href={paths.thread(run.threadId)} />
          ))}
        </Group>
        {now.waitingCount > 0 && (
          <Group icon={<Hand aria-hidden />} title={t('waiting')} count={now.waitingCount}>
            {now.waiting.map((run) => (
              <RunRow key={run.runId} run={run} agent={agentOf(run.agentId)} href={paths.thread(run.threadId)} />
            ))}
          </Group>
        )}
        {now.failedCount > 0 && (
          <Group icon={<CircleAlert aria-hidden />} title={t('failed')} count={now.failedCount}>
            {now.failed.map((run) => (
              <RunRow key={run.runId} run={run} agent={agentOf(run.agentId)} href={paths.thread(run.threadId)} />
            ))}
          </Group>
        )}
        {threads.length > 0 && (
          <Group icon={<MessagesSquare aria-hidden />} title={t('recent')} more={paths.threads}>
            {threads.slice(0, 6).map((thread) => {
              const agent = agentOf(thread.agentId)
              return (
                <Row key={thread.id} href={paths.thread(thread.id)} agent={agent} title={thread.title || t('untitled')}>
                  {thread.live && <LiveDot label={t('atWork')} />}
                </Row>
              )
            })}
          </Group>
        )}
        {shared.length > 0 && (
          <Group icon={<Users aria-hidden />} title={t('sharedWithYou')}>
            {shared.map((thread) => (
              <Row
                key={thread.id}
                href={thread.href}
                agent={thread.agent}
                title={thread.title || t('untitled')}
                detail={t('sharedFrom', { name: thread.sharedBy, workspace: thread.workspaceName })}
              />
            ))}
          </Group>
        )}
      </div>
    </div>
  )
}

/** Loaded again when the frame's lists were: the workspace's topic said that something changed. */
function useLiveOverview(workspaceId: string, drawn: Overview): Overview {
  const timeZone = useTimeZone() ?? 'UTC'
  const { threads } = useShell()
  const [state, setState] = useState({ overview: drawn, drawn })
  if (state.drawn !== drawn) setState({ overview: drawn, drawn })
  const seen = useRef(threads)
  useEffect(() => {
    if (seen.current === threads) return
    seen.current = threads
    const request = new AbortController()
    fetch(`/api/v1/workspaces/${workspaceId}/overview?${new URLSearchParams({ timeZone })}`, { signal: request.signal })
      .then(async (response) => {
        if (!response.ok) return
        const next = overview.parse(await response.json())
        setState((known) => ({ ...known, overview: next }))
      })
      // The next change tries again.
      .catch(() => undefined)
    return () => request.abort()
  }, [workspaceId, timeZone, threads])
  return state.overview
}

interface GroupProps {
  icon: ReactNode
  title: string
  count?: number
  /** Where all of it is. */
  more?: string
  empty?: string
  children: ReactNode[]
}

function Group({ icon, title, count, more, empty, children }: GroupProps) {
  const t = useTranslations('home')
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-1.5">
      <div className="flex h-6 items-center gap-2 px-1 text-muted-foreground text-sm [&_svg]:size-4">
        {icon}
        <h2 className="font-medium">{title}</h2>
        {count !== undefined && count > 0 && <span className="tabular-nums">{count}</span>}
        {more && children.length > 0 && (
          <Link href={more} prefetch={false} className="ml-auto hover:text-foreground hover:underline">
            {t('all')}
            <span className="sr-only">: {title}</span>
          </Link>
        )}
      </div>
      {children.length === 0 ? (
        <p className="rounded-xl border border-dashed px-3 py-2.5 text-muted-foreground text-sm">{empty}</p>
      ) : (
        <ul className="divide-y rounded-xl border bg-raised shadow-raised">{children}</ul>
      )}
    </section>
  )
}

function RunRow({ run, agent, href }: { run: OverviewRun; agent: Omit<Agent, 'id'>; href: string }) {
  const t = useTranslations('home')
  const format = useFormatter()
  const now = useNow({ updateInterval: 30_000 })
  const since = format.relativeTime(new Date(Math.min(Date.parse(run.since), now.getTime())), now)
  const failureWords = useFailureWords()
  const budgetWords = useBudgetWords()
  const place = run.beat?.place
  const working = place
    ? t(`place.${place.kind}`, { name: place.name, step: place.step + 1, since })
    : t('since', { since })
  const standing = run.status === 'queued' ? t('queuedSince', { since }) : working
  const waiting = () => {
    if (run.error?.budget) return budgetWords(run.error.budget).reached
    return run.error?.code === 'stopped' ? t('stoppedSince', { since }) : t('asks', { since })
  }
  const detail = run.status === 'waiting' ? waiting() : run.error ? failureWords(run.error).detail : standing
  return (
    <Row href={href} agent={agent} title={run.threadTitle || t('untitled')} detail={detail}>
      {run.status === 'running' && <LiveDot label={t('atWork')} />}
    </Row>
  )
}

interface RowProps {
  href: string
  agent: Omit<Agent, 'id'>
  title: string
  detail?: string
  children?: ReactNode
}

function Row({ href, agent, title, detail, children }: RowProps) {
  return (
    <li
      data-agent-color={agent.color}
      className="relative flex min-h-10 items-center gap-2.5 px-3 py-1.5 transition-colors first:rounded-t-xl last:rounded-b-xl hover:bg-hover"
    >
      <Avatar name={agent.name} color={agent.color} face={agent.face} size="xs" />
      <div className="min-w-0 flex-1">
        <Link href={href} prefetch={false} className="block truncate after:absolute after:inset-0">
          {title}
        </Link>
        {detail && <p className="truncate text-muted-foreground text-sm">{detail}</p>}
      </div>
      {children}
    </li>
  )
}
