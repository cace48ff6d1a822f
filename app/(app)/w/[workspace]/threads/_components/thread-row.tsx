'use client'

import { Lock, Pin, Users } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ThreadMenu } from '#components/threads/thread-menu.tsx'
import type { Place } from '#components/threads/use-thread-actions.ts'
import { Avatar } from '#components/ui/avatar.tsx'
import { LiveDot } from '#components/ui/live-dot.tsx'
import { RecentDate } from '#components/ui/local-date.tsx'
import type { ThreadView } from '#lib/threads/schema.ts'
import { MarkedText } from './marked-text.tsx'
import type { ThreadListRow } from './use-thread-list.ts'

export interface ListAgent {
  id: string
  name: string
  color: string
  face?: string
}

interface ThreadRowProps extends Place {
  row: ThreadListRow
  href: string
  agent: ListAgent | undefined
  deleted: boolean
  canWrite: boolean
  onChange: (after: ThreadView | null, before: ThreadView) => void
}

/** One thread of the list; its link covers the row. */
export function ThreadRow({ row, href, agent, deleted, canWrite, onChange, ...place }: ThreadRowProps) {
  const t = useTranslations('threads')
  const { thread, hit } = row
  const title = thread.title || t('untitled')
  const snippet = hit?.found.snippet ?? []
  return (
    <li
      data-thread={thread.id}
      data-agent-color={agent?.color ?? 'slate'}
      className="group relative flex items-center gap-3 py-2 pr-2 pl-4 transition-colors first:rounded-t-xl last:rounded-b-xl focus-within:bg-hover hover:bg-hover max-md:pl-3"
    >
      <Avatar name={agent?.name ?? t('removedAgent')} color={agent?.color ?? 'slate'} face={agent?.face} size="sm" />
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 items-center gap-2">
          {deleted ? (
            <span className="truncate font-medium text-muted-foreground">{title}</span>
          ) : (
            <Link
              href={href}
              prefetch={false}
              data-thread-link
              className="min-w-0 truncate font-medium after:absolute after:inset-0"
            >
              {hit && thread.title ? <MarkedText parts={hit.title} /> : title}
            </Link>
          )}
          {thread.live && <LiveDot label={t('atWork')} />}
          {thread.pinned && <Pin aria-label={t('pinned')} className="size-3.5 shrink-0 text-muted-foreground" />}
          {thread.private && <Lock aria-label={t('private')} className="size-3.5 shrink-0 text-muted-foreground" />}
          {thread.shares > 0 && (
            <Users
              aria-label={t('sharedCount', { count: thread.shares })}
              className="size-3.5 shrink-0 text-muted-foreground"
            />
          )}
        </div>
        {snippet.length > 0 && (
          <p className="line-clamp-2 text-muted-foreground text-sm">
            <span className="sr-only">{hit?.found.kind === 'message' ? t('inMessage') : t('inAnswer')}</span>
            <MarkedText parts={snippet} />
          </p>
        )}
      </div>
      <span className="max-w-40 shrink-0 truncate text-muted-foreground text-sm max-sm:hidden">{agent?.name}</span>
      <RecentDate
        date={thread.updatedAt}
        className="w-24 shrink-0 text-right text-muted-foreground text-sm tabular-nums max-sm:hidden"
      />
      {/* Above the link that covers the row. */}
      <div className="relative z-10">
        <ThreadMenu
          {...place}
          thread={thread}
          deleted={deleted}
          canWrite={canWrite}
          onChange={(after) => onChange(after, thread)}
        />
      </div>
    </li>
  )
}
