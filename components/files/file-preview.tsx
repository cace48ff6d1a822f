'use client'

import { ArrowLeft, Download } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import { contentUrl, usePreview } from './use-files.ts'

interface FilePreviewProps {
  workspaceId: string
  file: { path: string; size: number }
  version: number
  onBack: () => void
}

/** One file: its text or picture, and its download. */
export function FilePreview({ workspaceId, file, version, onBack }: FilePreviewProps) {
  const problemWords = useProblemWords()
  const t = useTranslations('files')
  const preview = usePreview(workspaceId, file, version)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center gap-1 border-b px-2 py-1.5">
        <Button variant="ghost" size="icon-sm" aria-label={t('backToFolder')} onClick={onBack}>
          <ArrowLeft aria-hidden />
        </Button>
        <span className="min-w-0 flex-1 truncate font-mono text-xs" title={file.path}>
          {file.path.split('/').at(-1)}
        </span>
        <Button asChild variant="ghost" size="icon-sm">
          <a href={contentUrl(workspaceId, file.path)} download aria-label={t('download')}>
            <Download aria-hidden className="size-4" />
          </a>
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="min-h-0 flex-1 overflow-auto p-3" aria-label={t('content')} tabIndex={0}>
        {preview.state === 'loading' && <Skeleton className="h-40 w-full" />}
        {preview.state === 'failed' && <p className="text-danger text-sm">{problemWords(preview.problem)}</p>}
        {preview.state === 'ready' && preview.data.kind === 'text' && (
          <pre className="whitespace-pre-wrap break-words font-mono text-xs leading-5">
            {preview.data.text || t('emptyFile')}
          </pre>
        )}
        {preview.state === 'ready' && preview.data.kind === 'image' && (
          // biome-ignore lint/performance/noImgElement: a blob of this page, which no optimiser can fetch
          <img src={preview.data.url} alt={file.path.split('/').at(-1)} className="max-w-full rounded-md border" />
        )}
        {preview.state === 'ready' && preview.data.kind === 'none' && (
          <p className="text-muted-foreground text-sm">{t(`noPreview.${preview.data.why}`)}</p>
        )}
      </section>
    </div>
  )
}
