'use client'

import { useEffect, useMemo, useState } from 'react'
import { type Problem, problemOf } from '#components/ui/problem.ts'
import type { FileEntry } from '#lib/workspaces/file-schema.ts'
import { filesApi } from './files-api.ts'

export interface Folder {
  path: string
  entries: readonly FileEntry[]
  state: 'loading' | 'ready' | 'failed'
  problem?: Problem
  /** Pages are still coming: the list is the beginning. */
  isPartial: boolean
}

const EMPTY: readonly FileEntry[] = []

/**
 * A folder's entries, page after page until all of them are there; again whenever `version` changes, with the old ones
 * on show meanwhile.
 * @param enabled false while nobody looks: no worker is woken for it
 */
export function useFolder(workspaceId: string, path: string, version: string | number, enabled = true): Folder {
  const [folder, setFolder] = useState<Folder>({ path, entries: EMPTY, state: 'loading', isPartial: false })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version means that the folder may have changed
  useEffect(() => {
    if (!enabled) return
    const abort = new AbortController()
    const api = filesApi(workspaceId)
    const load = async () => {
      const entries: FileEntry[] = []
      let cursor: string | null = null
      do {
        const page: Awaited<ReturnType<typeof api.listPage>> = await api.listPage(path, cursor, abort.signal)
        entries.push(...page.items)
        cursor = page.nextCursor
        const isPartial = cursor !== null
        setFolder((known) => {
          // A list on show is exchanged as a whole; a new one grows.
          const isShown = known.path === path && known.state === 'ready' && !known.isPartial
          return isPartial && isShown ? known : { path, entries: [...entries], state: 'ready', isPartial }
        })
      } while (cursor !== null && !abort.signal.aborted)
    }
    load().catch((error: unknown) => {
      if (abort.signal.aborted) return
      setFolder({ path, entries: EMPTY, state: 'failed', problem: problemOf(error), isPartial: false })
    })
    return () => abort.abort()
  }, [workspaceId, path, version, enabled])
  return useMemo(
    () => (folder.path === path ? folder : { path, entries: EMPTY, state: 'loading', isPartial: false }),
    [folder, path],
  )
}
