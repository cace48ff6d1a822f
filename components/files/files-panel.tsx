'use client'

import { ChevronRight, File, FileSymlink, Folder, FolderOpen, RotateCw } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { FileEntry } from '#lib/workspaces/file-schema.ts'
import { FilePreview } from './file-preview.tsx'
import { useListing, WORKSPACE_ROOT } from './use-files.ts'

interface FilesPanelProps {
  workspaceId: string
  /** Raised whenever files may have changed. */
  version: number
  /** Whether somebody looks at it. */
  open: boolean
}

/** The workspace's files, also while its agents sleep: folders, preview, download. */
export function FilesPanel({ workspaceId, version, open }: FilesPanelProps) {
  const problemWords = useProblemWords()
  const t = useTranslations('files')
  const [path, setPath] = useState(WORKSPACE_ROOT)
  const [file, setFile] = useState<{ path: string; size: number } | null>(null)
  const { listing, reload } = useListing(workspaceId, path, version, open)
  if (file) return <FilePreview workspaceId={workspaceId} file={file} version={version} onBack={() => setFile(null)} />

  const enter = (entry: FileEntry) => {
    const entryPath = `${path}/${entry.path}`
    if (entry.kind === 'directory') setPath(entryPath)
    else setFile({ path: entryPath, size: entry.size })
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-1 border-b px-2 py-1.5">
        <Breadcrumbs path={path} onOpen={setPath} />
        <Button variant="ghost" size="icon-sm" aria-label={t('loadAgain')} onClick={() => void reload()}>
          <RotateCw aria-hidden />
        </Button>
      </div>
      <div className="min-h-0 flex-1 overflow-auto p-1">
        {listing.state === 'loading' && <ListingSkeleton />}
        {listing.state === 'failed' && <p className="p-3 text-danger text-sm">{problemWords(listing.problem)}</p>}
        {listing.state === 'ready' && listing.data.items.length === 0 && (
          <EmptyState icon={FolderOpen} title={t('noFiles')} description={t('noFilesDescription')} />
        )}
        {listing.state === 'ready' && (
          <ul>
            {listing.data.items.map((entry) => (
              <li key={entry.path}>
                <FileRow entry={entry} onOpen={() => enter(entry)} />
              </li>
            ))}
          </ul>
        )}
        {listing.state === 'ready' && listing.data.nextCursor && (
          <p className="p-3 text-muted-foreground text-sm">{t('onlyFirst', { count: listing.data.items.length })}</p>
        )}
      </div>
    </div>
  )
}

const SIZE = { notation: 'compact', style: 'unit', unit: 'byte', unitDisplay: 'narrow' } as const

function FileRow({ entry, onOpen }: { entry: FileEntry; onOpen: () => void }) {
  const format = useFormatter()
  const Icon = entry.kind === 'directory' ? Folder : entry.kind === 'link' ? FileSymlink : File
  return (
    <button
      type="button"
      onClick={onOpen}
      disabled={entry.kind === 'other'}
      className="flex w-full items-center gap-2 rounded-md px-2 py-1 text-left text-sm hover:bg-hover"
    >
      <Icon aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      <span className="min-w-0 flex-1 truncate">{entry.path}</span>
      {entry.kind === 'file' && (
        <span className="shrink-0 text-muted-foreground text-xs tabular-nums">{format.number(entry.size, SIZE)}</span>
      )}
    </button>
  )
}

function Breadcrumbs({ path, onOpen }: { path: string; onOpen: (path: string) => void }) {
  const t = useTranslations('files')
  const parts = path.split('/').slice(2)
  const crumbs = [
    { label: t('files'), path: WORKSPACE_ROOT },
    ...parts.map((label, index) => ({ label, path: [WORKSPACE_ROOT, ...parts.slice(0, index + 1)].join('/') })),
  ]
  return (
    <nav aria-label={t('folder')} className="flex min-w-0 flex-1 items-center overflow-x-auto">
      {crumbs.map((crumb, index) => (
        <span key={crumb.path} className="flex items-center">
          {index > 0 && <ChevronRight aria-hidden className="size-3 text-muted-foreground" />}
          <button
            type="button"
            onClick={() => onOpen(crumb.path)}
            aria-current={index === crumbs.length - 1 ? 'location' : undefined}
            className="whitespace-nowrap rounded px-1 py-0.5 text-sm hover:bg-hover aria-[current]:font-medium"
          >
            {crumb.label}
          </button>
        </span>
      ))}
    </nav>
  )
}

function ListingSkeleton() {
  return (
    <div className="flex flex-col gap-2 p-2">
      {['w-2/3', 'w-1/2', 'w-3/5', 'w-2/5'].map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  )
}
