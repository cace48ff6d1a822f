'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'

/** Typing goes on for so long before the server is asked. */
const PAUSE_MS = 150
const MIN_LETTERS = 2
const MAX_FILES = 8

const threadHits = z.object({
  items: z.array(
    z.object({
      thread: z.object({ id: z.string(), title: z.string() }),
    }),
  ),
})
const folder = z.object({
  path: z.string(),
  items: z.array(z.object({ path: z.string(), kind: z.string() })),
})

export interface PaletteFindings {
  threads: { id: string; title: string }[]
  files: { path: string; name: string; isFolder: boolean }[]
}

const nothing: PaletteFindings = { threads: [], files: [] }

/** What the server finds for the letters: threads by every word in them, files by name, or by path after a slash. */
export function usePaletteSearch(workspaceId: string, letters: string, enabled: boolean): PaletteFindings {
  const [findings, setFindings] = useState(nothing)
  const query = letters.trim()
  useEffect(() => {
    if (!enabled || query.length < MIN_LETTERS) {
      setFindings(nothing)
      return
    }
    const abort = new AbortController()
    const timer = setTimeout(async () => {
      const [threads, files] = await Promise.all([
        findThreads(workspaceId, query, abort.signal),
        findFiles(workspaceId, query, abort.signal),
      ])
      if (!abort.signal.aborted) setFindings({ threads, files })
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      abort.abort()
    }
  }, [workspaceId, query, enabled])
  return findings
}

async function findThreads(workspaceId: string, query: string, signal: AbortSignal) {
  const path = `/api/v1/workspaces/${workspaceId}/search/threads?${new URLSearchParams({ q: query, limit: '8' })}`
  const hits = await ask(path, threadHits, signal)
  return hits?.items.map(({ thread }) => ({ id: thread.id, title: thread.title })) ?? []
}

async function findFiles(workspaceId: string, query: string, signal: AbortSignal): Promise<PaletteFindings['files']> {
  const slash = query.lastIndexOf('/')
  const parent = slash < 0 ? '/workspace' : `/workspace/${query.slice(0, slash)}`
  const name = query.slice(slash + 1).toLowerCase()
  const listing = await ask(
    `/api/v1/workspaces/${workspaceId}/files?${new URLSearchParams({ path: parent })}`,
    folder,
    signal,
  )
  return (listing?.items ?? [])
    .filter((entry) => entry.path.toLowerCase().includes(name))
    .slice(0, MAX_FILES)
    .map((entry) => ({ path: `${parent}/${entry.path}`, name: entry.path, isFolder: entry.kind === 'directory' }))
}

/** Null where it failed: the palette offers what it has without it. */
async function ask<T extends z.ZodType>(path: string, schema: T, signal: AbortSignal): Promise<z.output<T> | null> {
  try {
    const response = await fetch(path, { signal })
    return response.ok ? schema.parse(await response.json()) : null
  } catch {
    return null
  }
}
