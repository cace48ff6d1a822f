import { ShieldAlert } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import type { DecisionView, TeamMessageView } from '#lib/mail/schema.ts'
import type { TeamEvent } from '../load-feed.ts'

/** An agent as it is known on the page. */
interface TeamAgent {
  id: string
  name: string
  color: string
  face: string | undefined
}

interface TeamFeedProps {
  workspaceId: string
  events: readonly TeamEvent[]
  agents: readonly TeamAgent[]
}

/** Who said what to whom, and what held them back. */
export function TeamFeed({ workspaceId, events, agents }: TeamFeedProps) {
  const t = useTranslations('team-talk')
  const known = new Map(agents.map((agent) => [agent.id, agent]))
  return (
    <ol aria-label={t('feed')} className="divide-y">
      {events.map((event) => (
        <li key={event.id} className="flex gap-3 py-3">
          {event.is === 'message' ? (
            <Said workspaceId={workspaceId} message={event.message} known={known} />
          ) : (
            <HeldBack workspaceId={workspaceId} decision={event.decision} known={known} />
          )}
        </li>
      ))}
    </ol>
  )
}

type Known = ReadonlyMap<string, TeamAgent>

const tones = {
  sent: 'neutral',
  waiting: 'accent',
  answered: 'success',
  failed: 'danger',
  expired: 'warning',
  cancelled: 'neutral',
} as const

function Said({ workspaceId, message, known }: { workspaceId: string; message: TeamMessageView; known: Known }) {
  const t = useTranslations('team-talk')
  const { kind, status, author, fromAgentId, toAgentId, text, isCut, threadId, createdAt } = message
  const from = fromAgentId === null ? undefined : known.get(fromAgentId)
  const to = toAgentId === null ? undefined : known.get(toAgentId)
  return (
    <>
      <Avatar name={author.name} color={from?.color} face={from?.face} size="sm" className="mt-0.5" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <Line date={createdAt}>
          <span>
            {t.rich(`said.${kind}`, {
              from: () => <Name>{from?.name ?? author.name}</Name>,
              to: () => <Name>{to?.name ?? t(toAgentId === null ? 'everybody' : 'removedAgent')}</Name>,
            })}
          </span>
          {status !== 'sent' && <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>}
        </Line>
        <p className="line-clamp-6 whitespace-pre-wrap break-words">{text}</p>
        {threadId && (
          <ThreadLink href={workspacePaths(workspaceId).thread(threadId)}>
            {t(isCut ? 'wholeConversation' : 'conversation')}
          </ThreadLink>
        )}
      </div>
    </>
  )
}

const effectTones = { warned: 'warning', delayed: 'neutral', refused: 'warning', stopped: 'danger' } as const

function HeldBack({ workspaceId, decision, known }: { workspaceId: string; decision: DecisionView; known: Known }) {
  const t = useTranslations('team-talk')
  const { control, effect, agentId, toAgentId, details, reason, threadId, createdAt } = decision
  const count = (name: string) => Number(details[name] ?? 0)
  const key = effect === 'refused' || effect === 'stopped' ? control : `${control}-${effect}`
  return (
    <>
      <span className="mt-0.5 flex size-6 shrink-0 items-center justify-center text-warning">
        <ShieldAlert aria-hidden className="size-4" />
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <Line date={createdAt}>
          <Badge tone={effectTones[effect]}>{t(`effect.${effect}`)}</Badge>
        </Line>
        {isWorded(key) ? (
          <p>
            {t.rich(`held.${key}`, {
              agent: () => <Name>{known.get(agentId)?.name ?? t('removedAgent')}</Name>,
              to: () => <Name>{(toAgentId && known.get(toAgentId)?.name) || t('removedAgent')}</Name>,
              depth: count('depth'),
              live: count('live'),
              limit: count('limit'),
            })}
          </p>
        ) : (
          // A later control, of which this page knows what the agent was told.
          <p lang="en">{reason}</p>
        )}
        <ThreadLink href={workspacePaths(workspaceId).thread(threadId)}>{t('whereItHappened')}</ThreadLink>
      </div>
    </>
  )
}

const WORDED = ['talk', 'circle', 'depth', 'fan-out', 'rate', 'rate-delayed', 'loop', 'loop-warned'] as const

function isWorded(key: string): key is (typeof WORDED)[number] {
  return (WORDED as readonly string[]).includes(key)
}

function Line({ date, children }: { date: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      {children}
      <LocalDate date={date} time className="text-muted-foreground" />
    </div>
  )
}

function Name({ children }: { children: ReactNode }) {
  return <strong className="font-semibold">{children}</strong>
}

function ThreadLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link
      href={href}
      prefetch={false}
      className="w-fit rounded text-accent text-sm underline-offset-2 hover:underline max-md:py-2"
    >
      {children}
    </Link>
  )
}
