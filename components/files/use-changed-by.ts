'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import type { FileChange } from './use-file-changes.ts'
import type { Folder } from './use-folder.ts'

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
  const before = useRef<Folder>(folder)

  useEffect(() => {
    const named: [string, string][] = []
    for (const { agentId, userName, paths } of live.changes) {
      const who = agentId ? (agentNames.get(agentId) ?? t('anAgent')) : (userName ?? t('somebody'))
      if (paths.length === 0) unnamed.current = who
      for (const path of paths) named.push([path, who])
    }
    if (named.length > 0) setByPath((known) => new Map([...known, ...named]))
  }, [live, agentNames, t])

  useEffect(() => {
    const old = before.current
    before.current = folder
    const who = unnamed.current
    if (folder.state !== 'ready' || folder.isPartial || old === folder) return
    unnamed.current = null
    if (who === null || old.path !== folder.path || old.state !== 'ready') return
    const known = new Map(old.entries.map(({ path, size, modifiedAtMs }) => [path, `${size} ${modifiedAtMs}`]))
    const changed = folder.entries.filter(
      ({ path, size, modifiedAtMs }) => known.get(path) !== `${size} ${modifiedAtMs}`,
    )
    setByPath((all) => new Map([...all, ...changed.map(({ path }) => [`${folder.path}/${path}`, who] as const)]))
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
