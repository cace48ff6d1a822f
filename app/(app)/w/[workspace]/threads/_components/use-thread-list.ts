'use client'

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useShell } from '#components/shell/shell-context.ts'
import { threadApi } from '#components/threads/thread-api.ts'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { SearchHit, ThreadView } from '#lib/threads/schema.ts'
import { type ListFilter, listQuery, PAGE_THREADS, searchQuery } from './thread-filter.ts'

const MAX_RELOADED = 200

export interface ThreadListRow {
  thread: ThreadView
  /** Where it was found; null in a list that is no search. */
  hit: SearchHit | null
}

export interface LoadedList {
  rows: ThreadListRow[]
  nextCursor: string | null
}

interface State extends LoadedList {
  filter: ListFilter
}

/** The threads of a filter or a search: as the server drew them, then as they change. */
export function useThreadList(workspaceId: string, filter: ListFilter, drawn: LoadedList) {
  const problemWords = useProblemWords()
  const [state, setState] = useState<State>({ ...drawn, filter })
  const [problem, setProblem] = useState('')
  const [loading, setLoading] = useState(false)
  const { threads: signal, reloadLists } = useShell()
  const request = useRef<AbortController>(null)

  const load = useCallback(
    async (wanted: number) => {
      request.current?.abort()
      const own = new AbortController()
      request.current = own
      setLoading(true)
      try {
        const loaded = await fetchList(workspaceId, filter, wanted, own.signal)
        setState({ ...loaded, filter })
        setProblem('')
      } catch (error) {
        if (!own.signal.aborted) setProblem(problemWords(error))
      } finally {
        if (request.current === own) setLoading(false)
      }
    },
    [workspaceId, filter, problemWords],
  )
  // The filter changed, or the workspace's topic said that some thread did; the first list is the server's.
  const seen = useRef<unknown[]>([filter, signal])
  const count = useRef(drawn.rows.length)
  count.current = state.rows.length
  useEffect(() => {
    const [lastFilter, lastSignal] = seen.current
    if (lastFilter === filter && lastSignal === signal) return
    seen.current = [filter, signal]
    void load(lastFilter === filter ? count.current : PAGE_THREADS)
  }, [filter, signal, load])
  useEffect(() => () => request.current?.abort(), [])

  const loadMore = useCallback(async () => {
    if (!state.nextCursor) return
    const query = listQuery(filter)
    query.set('limit', String(PAGE_THREADS))
    query.set('cursor', state.nextCursor)
    setLoading(true)
    try {
      const page = await threadApi.list(workspaceId, query)
      const known = new Set(state.rows.map(({ thread }) => thread.id))
      const more = page.items.filter(({ id }) => !known.has(id)).map((thread) => ({ thread, hit: null }))
      setState({ filter, rows: [...state.rows, ...more], nextCursor: page.nextCursor })
    } catch (error) {
      setProblem(problemWords(error))
    } finally {
      setLoading(false)
    }
  }, [workspaceId, filter, state, problemWords])

  /** What a person did, at once. */
  const change = useCallback(
    (after: ThreadView | null, before: ThreadView) => {
      setState((known) => ({ ...known, rows: changed(known.rows, after, before) }))
      reloadLists()
    },
    [reloadLists],
  )
  return useMemo(
    () => ({ ...state, isStale: state.filter !== filter, loading, problem, loadMore, change }),
    [state, filter, loading, problem, loadMore, change],
  )
}

async function fetchList(
  workspaceId: string,
  filter: ListFilter,
  wanted: number,
  signal: AbortSignal,
): Promise<LoadedList> {
  if (filter.q) {
    const { items } = await threadApi.search(workspaceId, searchQuery(filter), signal)
    return { rows: items.map((hit) => ({ thread: hit.thread, hit })), nextCursor: null }
  }
  const query = listQuery(filter)
  query.set('limit', String(Math.min(Math.max(wanted, PAGE_THREADS), MAX_RELOADED)))
  const { items, nextCursor } = await threadApi.list(workspaceId, query, signal)
  return { rows: items.map((thread) => ({ thread, hit: null })), nextCursor }
}

function changed(rows: ThreadListRow[], after: ThreadView | null, before: ThreadView): ThreadListRow[] {
  const index = rows.findIndex(({ thread }) => thread.id === before.id)
  if (!after) return rows.filter(({ thread }) => thread.id !== before.id)
  if (index !== -1) return rows.map((row) => (row.thread.id === after.id ? { ...row, thread: after } : row))
  // Back again, where it was.
  const place = rows.findIndex(({ thread }) => thread.updatedAt < after.updatedAt)
  return rows.toSpliced(place === -1 ? rows.length : place, 0, { thread: after, hit: null })
}
