'use client'

import { Download, FileText } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { FilePreview } from '#components/files/file-preview.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import type { RunView } from '#lib/runs/schema.ts'
import { fileUrl } from './attachment-list.tsx'

const WORKSPACE = '/workspace/'

interface MadeFile {
  path: string
  added: number | null
  removed: number | null
}

/** Files of the workspace that a run wrote, each once, with what its tools said of the last change. */
export function filesMadeBy(run: RunView): MadeFile[] {
  const files = new Map<string, MadeFile>()
  for (const { name, status, result } of run.steps.flatMap((step) => step.toolCalls)) {
    const view = result?.view
    if (status !== 'succeeded' || !view || (view.kind !== 'diff' && view.kind !== 'file') || name === 'read_file')
      continue
    const path = view.path.startsWith('/') ? view.path : `${WORKSPACE}${view.path}`
    if (!path.startsWith(WORKSPACE)) continue
    const { added, removed } = view.kind === 'diff' ? view : { added: null, removed: null }
    const before = files.get(path)
    files.set(path, {
      path,
      added: added === null ? null : (before?.added ?? 0) + added,
      removed: removed === null ? null : (before?.removed ?? 0) + removed,
    })
  }
  return [...files.values()]
}

/** What a run left behind, to look at and to take along. */
export function FileCards({ workspaceId, run }: { workspaceId: string; run: RunView }) {
  const t = useTranslations('chat')
  const files = useMemo(() => filesMadeBy(run), [run])
  const [open, setOpen] = useState<string | null>(null)
  if (files.length === 0) return null
  return (
    <>
      <ul aria-label={t('filesMade')} className="flex flex-wrap gap-2">
        {files.map(({ path, added, removed }) => (
          <li key={path} className="flex max-w-full items-center rounded-lg border bg-raised">
            <button
              type="button"
              title={path}
              onClick={() => setOpen(path)}
              className="flex min-w-0 items-center gap-2 rounded-l-lg py-2 pr-2 pl-3 text-sm hover:bg-hover"
            >
              <FileText aria-hidden className="size-4 shrink-0 text-muted-foreground" />
              <span className="truncate">{path.slice(path.lastIndexOf('/') + 1)}</span>
              {added !== null && removed !== null && (
                <span className="shrink-0 font-mono text-xs">
                  <span className="text-success">+{added}</span> <span className="text-danger">−{removed}</span>
                </span>
              )}
            </button>
            <Button asChild variant="ghost" size="icon-sm">
              <a href={fileUrl(workspaceId, path)} download aria-label={t('downloadFile', { path })}>
                <Download aria-hidden className="size-4" />
              </a>
            </Button>
          </li>
        ))}
      </ul>
      <Dialog open={open !== null} onOpenChange={(isOpen) => !isOpen && setOpen(null)}>
        {open !== null && (
          <DialogContent
            title={open.slice(WORKSPACE.length)}
            description={t('filePreview')}
            hideHeading
            className="h-[80dvh] max-w-3xl gap-0 p-0"
          >
            <FilePreview
              workspaceId={workspaceId}
              path={open}
              version={0}
              canWrite={false}
              onClose={() => setOpen(null)}
            />
          </DialogContent>
        )}
      </Dialog>
    </>
  )
}
