'use client'

import { MessagesSquare, SearchX, SquarePen } from 'lucide-react'
import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useCallback, useMemo, useRef } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { type Place, useThreadActions } from '#components/threads/use-thread-actions.ts'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { addressOf, filterOf, type ListFilter } from './thread-filter.ts'
import { ThreadFilters } from './thread-filters.tsx'
import { type ListAgent, ThreadRow } from './thread-row.tsx'
import { type LoadedList, useThreadList } from './use-thread-list.ts'

interface ThreadListProps extends Place {
  agents: ListAgent[]
  canWrite: boolean
  /** What the server found for the address. */
  drawn: LoadedList
}

/** All threads of a workspace: searched as one types, filtered, live; the address says what is shown. */
export function ThreadList({ workspaceId, tenantId, agents, canWrite, drawn }: ThreadListProps) {
  const t = useTranslations('threads')
  const paths = workspacePaths(workspaceId)
  const address = useSearchParams().toString()
  const filter = useMemo(() => filterOf(new URLSearchParams(address)), [address])
  const list = useThreadList(workspaceId, filter, drawn)
  const agentOf = useMemo(() => new Map(agents.map((agent) => [agent.id, agent])), [agents])
  const actions = useThreadActions({ workspaceId, tenantId }, (after, before) => list.change(after, before))
  const area = useRef<HTMLDivElement>(null)

  // Next.js notices: `useSearchParams` follows, and the server is not asked for a page.
  const setFilter = useCallback(
    (next: ListFilter) => window.history.replaceState(null, '', `${window.location.pathname}${addressOf(next)}`),
    [],
  )
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const links = [...(area.current?.querySelectorAll<HTMLElement>('[data-thread-link]') ?? [])]
    const current = links.indexOf(document.activeElement as HTMLElement)
    const isField = event.target instanceof HTMLInputElement
    const step = event.key === 'ArrowDown' || (event.key === 'j' && !isField) ? 1 : 0
    const back = event.key === 'ArrowUp' || (event.key === 'k' && !isField) ? 1 : 0
    if (step || back) {
      const next = current + step - back
      if (next === -1) area.current?.querySelector<HTMLElement>('input[type=search]')?.focus()
      else links[next]?.focus()
      event.preventDefault()
      return
    }
    const row = list.rows[current]
    if (isField || !row) return
    if (event.key === 'p') actions.pin(row.thread)
    else if (event.key === 'e' && canWrite) actions.archive(row.thread)
    else return
    event.preventDefault()
  }
  const isFiltered = address !== ''
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the list for whatever in it has the focus
    <div ref={area} onKeyDown={onKeyDown} className="flex flex-col gap-4">
      <ThreadFilters filter={filter} agents={agents} onChange={setFilter} />
      {list.problem && (
        <Notice tone="danger" role="alert">
          {list.problem}
        </Notice>
      )}
      <p role="status" className="sr-only">
        {filter.q && !list.isStale && !list.loading ? t('foundCount', { count: list.rows.length }) : ''}
      </p>
      {list.rows.length === 0 && !list.isStale && !list.loading ? (
        isFiltered ? (
          <EmptyState
            icon={SearchX}
            title={t('nothingTitle')}
            description={filter.q ? t('nothingFound', { q: filter.q }) : t('nothingHere')}
            action={<Button onClick={() => setFilter(filterOf(new URLSearchParams()))}>{t('showAll')}</Button>}
          />
        ) : (
          <EmptyState
            icon={MessagesSquare}
            title={t('emptyTitle')}
            description={t('emptyDescription')}
            action={
              canWrite && (
                <Button asChild variant="primary" size="sm">
                  <Link href={paths.newThread()}>
                    <SquarePen aria-hidden />
                    {t('newThread')}
                  </Link>
                </Button>
              )
            }
          />
        )
      ) : (
        <ul
          aria-label={t('threads')}
          aria-busy={list.isStale}
          className={cn('divide-y rounded-xl border bg-raised shadow-raised', list.isStale && 'opacity-60')}
        >
          {list.rows.map((row) => (
            <ThreadRow
              key={row.thread.id}
              workspaceId={workspaceId}
              tenantId={tenantId}
              row={row}
              href={paths.thread(row.thread.id)}
              agent={agentOf.get(row.thread.agentId)}
              deleted={filter.state === 'deleted'}
              canWrite={canWrite}
              onChange={list.change}
            />
          ))}
        </ul>
      )}
      {list.nextCursor && !list.isStale && (
        <Button className="self-start" pending={list.loading} onClick={() => void list.loadMore()}>
          {t('older')}
        </Button>
      )}
    </div>
  )
}
