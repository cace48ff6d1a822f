'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { FileChange } from './use-file-changes.ts'
import type { Folder } from './use-folder.ts'

/** A hint comes this long after what it tells of, at most. */
const OWNERLESS_MS = 10_000

/**
 * Who changed which entry of the folder on show, since this page was opened. Where a hint names no paths (a command may
 * have written anything) it is whatever looks different in the next list.
 */
export function useChangedBy(
  folder: Folder,
  live: { version: number; changes: readonly FileChange[] },
  agentNames: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const t = useTranslations('files')
  const [byPath, setByPath] = useState<ReadonlyMap<string, string>>(new Map())
  const unnamed = useRef<string | null>(null)
  // Seen before their hint: a list that is loaded for one change shows the next one already.
  const ownerless = useRef(new Map<string, number>())
  const before = useRef<Folder>(folder)

  useEffect(() => {
    const named: [string, string][] = []
    for (const { agentId, userName, paths } of live.changes) {
      const who = agentId ? (agentNames.get(agentId) ?? t('anAgent')) : (userName ?? t('somebody'))
      for (const path of paths) named.push([path, who])
      if (paths.length > 0) continue
      unnamed.current = who
      for (const [path, seenAt] of ownerless.current) {
        if (Date.now() - seenAt < OWNERLESS_MS) named.push([path, who])
      }
      ownerless.current.clear()
    }
    for (const [path] of named) ownerless.current.delete(path)
    if (named.length > 0) setByPath((known) => new Map([...known, ...named]))
  }, [live, agentNames, t])

  useEffect(() => {
    const old = before.current
    before.current = folder
    const who = unnamed.current
    if (folder.state !== 'ready' || folder.isPartial || old === folder) return
    unnamed.current = null
    if (old.path !== folder.path || old.state !== 'ready') return ownerless.current.clear()
    const known = new Map(old.entries.map(({ path, size, modifiedAtMs }) => [path, `${size} ${modifiedAtMs}`]))
    const changed = folder.entries.filter(
      ({ path, size, modifiedAtMs }) => known.get(path) !== `${size} ${modifiedAtMs}`,
    )
    const paths = changed.map(({ path }) => `${folder.path}/${path}`)
    if (who === null) {
      for (const path of paths) ownerless.current.set(path, Date.now())
      return
    }
    setByPath((all) => new Map([...all, ...paths.map((path) => [path, who] as const)]))
  }, [folder])

  return byPath
}

/** The same for the entries of a folder: a change inside of a folder is that folder's as well. */
export function entriesChangedBy(byPath: ReadonlyMap<string, string>, folder: string): ReadonlyMap<string, string> {
  const prefix = `${folder}/`
  const entries = new Map<string, string>()
  for (const [path, who] of byPath) {
    if (path.startsWith(prefix)) entries.set(path.slice(prefix.length).split('/')[0] ?? '', who)
  }
  return entries
}
