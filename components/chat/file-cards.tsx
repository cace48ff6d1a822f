'use client'

import { CircleHelp, Download, FileText } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useId, useMemo, useState } from 'react'
import { FilePreview } from '#components/files/file-preview.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent } from '#components/ui/dialog.tsx'
import type { RunView } from '#lib/runs/schema.ts'
import { fileUrl } from './attachment-list.tsx'

const WORKSPACE = '/workspace/'

interface MadeFile {
  path: string
  added: number | null
  removed: number | null
  /** A tool of the run wrote it; else it changed while a command ran, maybe by others. */
  isCertain: boolean
  /** The last call that wrote it, in the trace. */
  place: { step: number; call: string }
}

/** Files of the workspace that a run wrote, or that changed while its commands ran, each once. */
export function filesMadeBy(run: RunView): MadeFile[] {
  const files = new Map<string, MadeFile>()
  const see = (path: string, file: Omit<MadeFile, 'path'>) => {
    const whole = path.startsWith('/') ? path : `${WORKSPACE}${path}`
    if (whole.startsWith(WORKSPACE)) files.set(whole, { path: whole, ...file })
  }
  const calls = run.steps.flatMap((step) => step.toolCalls.map((call) => ({ ...call, step: step.index })))
  for (const { id, step, name, status, result } of calls) {
    const place = { step, call: id }
    const view = result?.view
    if (view?.kind === 'shell') {
      for (const { path } of view.changedFiles ?? []) {
        if (!files.has(path)) see(path, { added: null, removed: null, isCertain: false, place })
      }
    }
    if (status !== 'succeeded' || !view || (view.kind !== 'diff' && view.kind !== 'file') || name === 'read_file')
      continue
    const { added, removed } = view.kind === 'diff' ? view : { added: null, removed: null }
    const before = files.get(view.path.startsWith('/') ? view.path : `${WORKSPACE}${view.path}`)
    see(view.path, {
      added: added === null ? null : (before?.added ?? 0) + added,
      removed: removed === null ? null : (before?.removed ?? 0) + removed,
      isCertain: true,
      place,
    })
  }
  return [...files.values()]
}

/** What a run left behind, to look at and to take along. */
export function FileCards({ workspaceId, run }: { workspaceId: string; run: RunView }) {
  const t = useTranslations('chat')
  const files = useMemo(() => filesMadeBy(run), [run])
  const [open, setOpen] = useState<string | null>(null)
  const changedId = useId()
  if (files.length === 0) return null
  const certain = files.filter(({ isCertain }) => isCertain)
  const changed = files.filter(({ isCertain }) => !isCertain)
  return (
    <>
      {certain.length > 0 && (
        <ul aria-label={t('filesMade')} className="flex flex-wrap gap-2">
          {certain.map((file) => (
            <FileCard key={file.path} workspaceId={workspaceId} runId={run.id} file={file} onOpen={setOpen} />
          ))}
        </ul>
      )}
      {changed.length > 0 && (
        <div className="flex flex-col gap-1.5">
          <p id={changedId} title={t('filesChangedHint')} className="text-muted-foreground text-xs">
            {t('filesChanged')}
            <span className="sr-only"> {t('filesChangedHint')}</span>
          </p>
          <ul aria-labelledby={changedId} className="flex flex-wrap gap-2">
            {changed.map((file) => (
              <FileCard key={file.path} workspaceId={workspaceId} runId={run.id} file={file} onOpen={setOpen} />
            ))}
          </ul>
        </div>
      )}
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

interface FileCardProps {
  workspaceId: string
  runId: string
  file: MadeFile
  onOpen: (path: string) => void
}

function FileCard({ workspaceId, runId, file: { path, added, removed, place }, onOpen }: FileCardProps) {
  const t = useTranslations('chat')
  const inTrace = new URLSearchParams({ step: String(place.step + 1), call: place.call })
  return (
    <li className="flex max-w-full items-center rounded-lg border bg-raised">
      <button
        type="button"
        title={path}
        onClick={() => onOpen(path)}
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
        <Link
          href={`${workspacePaths(workspaceId).run(runId)}?${inTrace}`}
          prefetch={false}
          title={t('whyTitle')}
          aria-label={t('whyFile', { path })}
        >
          <CircleHelp aria-hidden className="size-4" />
        </Link>
      </Button>
      <Button asChild variant="ghost" size="icon-sm">
        <a href={fileUrl(workspaceId, path)} download aria-label={t('downloadFile', { path })}>
          <Download aria-hidden className="size-4" />
        </a>
      </Button>
    </li>
  )
}
