'use client'

import { useCallback, useEffect, useState } from 'react'
import { type Problem, problemOf } from '#components/ui/problem.ts'
import { type FileListing, fileListing } from '#lib/workspaces/file-schema.ts'

export const WORKSPACE_ROOT = '/workspace'
/** Bytes of a file that are shown; larger ones are offered as a download. */
export const MAX_PREVIEW_BYTES = 512 * 1024

export type Loaded<T> = { state: 'loading' } | { state: 'ready'; data: T } | { state: 'failed'; problem: Problem }

export type Preview =
  | { kind: 'text'; text: string }
  | { kind: 'image'; url: string }
  | { kind: 'none'; why: 'tooLarge' | 'notText' }

// SVG is left out: it can carry scripts.
const IMAGE_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
}

/** Where a file's bytes are. */
export function contentUrl(workspaceId: string, path: string): string {
  return `/api/v1/workspaces/${workspaceId}/files/content?${new URLSearchParams({ path })}`
}

/**
 * A folder's listing, loaded again whenever `version` changes; the old one stays on show meanwhile.
 * @param enabled false while nobody looks: no worker is woken for it
 */
export function useListing(workspaceId: string, path: string, version: number, enabled: boolean) {
  const [listing, setListing] = useState<Loaded<FileListing>>({ state: 'loading' })
  const load = useCallback(
    async (signal?: AbortSignal) => {
      const next = await request(`/api/v1/workspaces/${workspaceId}/files?${new URLSearchParams({ path })}`, signal)
        .then(
          async (response): Promise<Loaded<FileListing>> => ({
            state: 'ready',
            data: fileListing.parse(await response.json()),
          }),
        )
        .catch((error: unknown): Loaded<FileListing> => ({ state: 'failed', problem: problemOf(error) }))
      if (!signal?.aborted) setListing(next)
    },
    [workspaceId, path],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version means that the folder may have changed
  useEffect(() => {
    if (!enabled) return
    const abort = new AbortController()
    void load(abort.signal)
    return () => abort.abort()
  }, [load, version, enabled])
  return { listing, reload: () => load() }
}

/** A file's content for showing; null shows nothing. */
export function usePreview(workspaceId: string, file: { path: string; size: number } | null, version: number) {
  const [preview, setPreview] = useState<Loaded<Preview>>({ state: 'loading' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version means that the file may have changed
  useEffect(() => {
    if (!file) return
    const abort = new AbortController()
    let objectUrl: string | undefined
    loadPreview(workspaceId, file, abort.signal)
      .then((data) => {
        if (data.kind === 'image') objectUrl = data.url
        if (abort.signal.aborted) return
        setPreview({ state: 'ready', data })
      })
      .catch((error: unknown) => {
        if (!abort.signal.aborted) setPreview({ state: 'failed', problem: problemOf(error) })
      })
    return () => {
      abort.abort()
      if (objectUrl) URL.revokeObjectURL(objectUrl)
    }
  }, [workspaceId, file?.path, file?.size, version])
  return preview
}

async function loadPreview(
  workspaceId: string,
  file: { path: string; size: number },
  signal: AbortSignal,
): Promise<Preview> {
  if (file.size > MAX_PREVIEW_BYTES) return { kind: 'none', why: 'tooLarge' }
  const response = await request(contentUrl(workspaceId, file.path), signal)
  const bytes = await response.arrayBuffer()
  const type = IMAGE_TYPES[file.path.split('.').at(-1)?.toLowerCase() ?? '']
  if (type) return { kind: 'image', url: URL.createObjectURL(new Blob([bytes], { type })) }
  try {
    return { kind: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { kind: 'none', why: 'notText' }
  }
}

async function request(url: string, signal?: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal })
  if (response.ok) return response
  const problem = (await response.json().catch(() => null)) as { code?: string; detail?: string } | null
  throw Object.assign(new Error(problem?.detail), { code: problem?.detail ? problem.code : 'unanswered' })
}
