'use client'

import { ArrowLeft, Download, Pencil, X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import { FileEditor } from './file-editor.tsx'
import { contentUrl } from './files-api.ts'
import { nameOf, shownName } from './paths.ts'
import { previewKindOf } from './preview-kind.ts'
import { type LoadedText, useText } from './use-text.ts'

const loading = () => <Skeleton className="m-3 h-40" />
const CodeView = dynamic(() => import('./code-view.tsx').then((module) => module.CodeView), { ssr: false, loading })
const CsvTable = dynamic(() => import('./csv-table.tsx').then((module) => module.CsvTable), { ssr: false, loading })
const Markdown = dynamic(() => import('#components/chat/markdown.tsx').then((module) => module.Markdown), {
  ssr: false,
  loading,
})

interface FilePreviewProps {
  workspaceId: string
  path: string
  version: number
  canWrite: boolean
  onClose: () => void
  /** The file was saved under another name. */
  onOpen?: (path: string) => void
  /** Who changed it since it was opened. */
  changedBy?: string | null
  /** In a narrow panel the way back is at the left. */
  isPanel?: boolean
}

/** One file: what it holds, as text also to be edited, and its download. Nothing in it is ever run. */
export function FilePreview(props: FilePreviewProps) {
  const { workspaceId, path, version, canWrite, onClose, onOpen, changedBy, isPanel = false } = props
  const t = useTranslations('files')
  const kind = previewKindOf(path)
  const isText = kind !== 'image' && kind !== 'pdf'
  const text = useText(workspaceId, isText ? path : null, version)
  const [editing, setEditing] = useState<{ path: string; text: string; version: string } | null>(null)
  if (editing && editing.path === path) {
    return (
      <FileEditor
        workspaceId={workspaceId}
        path={path}
        initial={editing}
        changedBy={changedBy ?? null}
        onClose={() => setEditing(null)}
        onOpen={onOpen}
      />
    )
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-1 border-b px-2">
        {isPanel && (
          <Button variant="ghost" size="icon-sm" aria-label={t('backToFolder')} onClick={onClose}>
            <ArrowLeft aria-hidden />
          </Button>
        )}
        <h2 className="min-w-0 flex-1 truncate px-1 font-mono text-xs" title={path}>
          {shownName(nameOf(path))}
        </h2>
        {canWrite && text.state === 'ready' && !text.isCut && isText && (
          <Button variant="ghost" size="sm" onClick={() => setEditing({ ...text, path })}>
            <Pencil aria-hidden />
            {t('edit')}
          </Button>
        )}
        <Button asChild variant="ghost" size="icon-sm">
          <a href={contentUrl(workspaceId, path)} download aria-label={t('download')}>
            <Download aria-hidden className="size-4" />
          </a>
        </Button>
        {!isPanel && (
          <Button variant="ghost" size="icon-sm" aria-label={t('closePreview')} onClick={onClose}>
            <X aria-hidden />
          </Button>
        )}
      </div>
      {kind === 'image' && (
        <Region>
          {/* biome-ignore lint/performance/noImgElement: a workspace's file, which no optimiser may fetch */}
          <img
            src={`${contentUrl(workspaceId, path, { inline: true })}&v=${version}`}
            alt={nameOf(path)}
            className="max-w-full rounded-md border"
          />
        </Region>
      )}
      {kind === 'pdf' && (
        <iframe
          src={contentUrl(workspaceId, path, { inline: true })}
          title={nameOf(path)}
          className="min-h-0 w-full flex-1"
        />
      )}
      {isText && <Text path={path} kind={kind} text={text} />}
    </div>
  )
}

function Text({ path, kind, text }: { path: string; kind: string; text: LoadedText }) {
  const t = useTranslations('files')
  const problemWords = useProblemWords()
  if (text.state === 'loading') return <div className="p-3">{loading()}</div>
  if (text.state === 'failed') return <p className="p-3 text-danger text-sm">{problemWords(text.problem)}</p>
  if (text.state === 'binary') return <p className="p-3 text-muted-foreground text-sm">{t('notText')}</p>
  if (text.text === '') return <p className="p-3 text-muted-foreground text-sm">{t('emptyFile')}</p>
  if (kind === 'csv') return <CsvTable text={text.text} isCut={text.isCut} label={t('content')} />
  const cut = text.isCut && <p className="border-b p-2 text-muted-foreground text-sm">{t('beginningOnly')}</p>
  if (kind === 'markdown') {
    return (
      <Region>
        {cut}
        <Markdown>{text.text}</Markdown>
      </Region>
    )
  }
  return (
    <>
      {cut}
      <section className="min-h-0 flex-1" aria-label={t('content')}>
        <CodeView path={path} text={text.text} label={nameOf(path)} />
      </section>
    </>
  )
}

function Region({ children }: { children: ReactNode }) {
  const t = useTranslations('files')
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="min-h-0 flex-1 overflow-auto p-4" aria-label={t('content')} tabIndex={0}>
      {children}
    </section>
  )
}
