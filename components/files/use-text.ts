'use client'

import { useEffect, useState } from 'react'
import { type Problem, problemOf } from '#components/ui/problem.ts'
import { filesApi } from './files-api.ts'
import { textOf } from './preview-kind.ts'

/** Of a larger file the beginning is shown, and it cannot be edited here. */
const MAX_TEXT_BYTES = 1024 * 1024

export type LoadedText =
  | { state: 'loading' }
  | { state: 'ready'; path: string; text: string; version: string; isCut: boolean }
  | { state: 'binary' }
  | { state: 'failed'; problem: Problem }

/**
 * A file's text, loaded again whenever `version` changes; the old one stays on show meanwhile.
 * @param path null loads nothing
 */
export function useText(workspaceId: string, path: string | null, version: number): LoadedText {
  const [loaded, setLoaded] = useState<LoadedText>({ state: 'loading' })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version means that the file may have changed
  useEffect(() => {
    if (path === null) return
    const abort = new AbortController()
    filesApi(workspaceId)
      .read(path, MAX_TEXT_BYTES, abort.signal)
      .then(({ bytes, size, version: at }): LoadedText => {
        const isCut = size > bytes.byteLength
        const text = textOf(bytes, isCut)
        return text === null ? { state: 'binary' } : { state: 'ready', path, text, version: at, isCut }
      })
      .catch((error: unknown): LoadedText => ({ state: 'failed', problem: problemOf(error) }))
      .then((next) => {
        if (!abort.signal.aborted) setLoaded(next)
      })
    return () => abort.abort()
  }, [workspaceId, path, version])
  return loaded.state === 'ready' && loaded.path !== path ? { state: 'loading' } : loaded
}
