'use client'

import { File, FileSymlink, Folder, FolderOpen, RotateCw } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { parseAsString, useQueryStates } from 'nuqs'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { FileEntry } from '#lib/workspaces/file-schema.ts'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { FilePreview } from './file-preview.tsx'
import { shownName, WORKSPACE_ROOT } from './paths.ts'
import { sortEntries } from './sort-entries.ts'
import { useBytes } from './use-bytes.ts'
import { useFolder } from './use-folder.ts'

/** Beside a thread nobody scrolls through more; the page of files shows all. */
const MAX_SHOWN = 500

interface FilesPanelProps {
  workspaceId: string
  /** Raised whenever files may have changed. */
  version: number
  /** Whether somebody looks at it. */
  open: boolean
}

const place = { folder: parseAsString, file: parseAsString }

/** The workspace's files beside a thread: folders, preview, download. What is open stands in the address. */
export function FilesPanel({ workspaceId, version, open }: FilesPanelProps) {
  const problemWords = useProblemWords()
  const t = useTranslations('files')
  const locale = useLocale()
  const [{ folder: named, file }, setPlace] = useQueryStates(place)
  // Out of the address: it may be anything.
  const path = named?.startsWith(`${WORKSPACE_ROOT}/`) ? named : WORKSPACE_ROOT
  const setPath = (next: string) => void setPlace({ folder: next === WORKSPACE_ROOT ? null : next, file: null })
  const setFile = (next: string | null) => void setPlace({ file: next })
  const [again, setAgain] = useState(0)
  const folder = useFolder(workspaceId, path, `${version} ${again}`, open)
  if (open && file) {
    return (
      <FilePreview
        workspaceId={workspaceId}
        path={file}
        version={version}
        canWrite={false}
        isPanel
        onClose={() => setFile(null)}
      />
    )
  }
  const enter = (entry: FileEntry) => {
    const entryPath = `${path}/${entry.path}`
    if (entry.kind === 'directory') setPath(entryPath)
    else setFile(entryPath)
  }
  const entries = sortEntries(folder.entries, { by: 'name', descending: false, filter: '', locale })
  const left = folder.entries.length - MAX_SHOWN
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-1 border-b px-2 py-1.5">
        <Breadcrumbs path={path} onOpen={setPath} />
        <Button variant="ghost" size="icon-sm" aria-label={t('loadAgain')} onClick={() => setAgain(again + 1)}>
          <RotateCw aria-hidden />
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-auto p-1">
        {folder.state === 'loading' && <ListingSkeleton />}
        {folder.state === 'failed' && <p className="p-3 text-danger text-sm">{problemWords(folder.problem)}</p>}
        {folder.state === 'ready' && folder.entries.length === 0 && (
          <EmptyState icon={FolderOpen} title={t('noFiles')} description={t('noFilesDescription')} />
        )}
        <ul>
          {entries.slice(0, MAX_SHOWN).map((entry) => (
            <li key={entry.path}>
              <PanelRow entry={entry} onOpen={() => enter(entry)} />
            </li>
          ))}
        </ul>
        {left > 0 && <p className="p-3 text-muted-foreground text-sm">{t('onlyFirst', { count: MAX_SHOWN })}</p>}
      </div>
    </div>
  )
}

function PanelRow({ entry, onOpen }: { entry: FileEntry; onOpen: () => void }) {
  const bytes = useBytes()
  const Icon = entry.kind === 'directory' ? Folder : entry.kind === 'link' ? FileSymlink : File
  return (
    <button
      type="button"
      onClick={onOpen}
      disabled={entry.kind === 'other'}
      className="flex w-full items-center gap-2 rounded-md px-2 py-1 text-left text-sm hover:bg-hover"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0 flex-1 truncate">{shownName(entry.path)}</span>
      {entry.kind === 'file' && (
        <span className="shrink-0 text-muted-foreground text-xs tabular-nums">{bytes(entry.size)}</span>
      )}
    </button>
  )
}

/** The shape of a list that is on its way. */
export function ListingSkeleton() {
  return (
    <div className="flex flex-col gap-2 p-2">
      {['w-2/3', 'w-1/2', 'w-3/5', 'w-2/5'].map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  )
}
