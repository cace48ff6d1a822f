'use client'

import { CircleAlert, FileText, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { PendingFile } from './use-attachments.ts'

/** What will be sent with the message. */
export function PendingFiles({ files, onRemove }: { files: readonly PendingFile[]; onRemove: (id: string) => void }) {
  const t = useTranslations('chat')
  if (files.length === 0) return null
  return (
    <ul aria-label={t('attachments')} className="flex flex-wrap gap-2 px-3 pt-3">
      {files.map((file) => (
        <PendingFileItem key={file.id} file={file} onRemove={() => onRemove(file.id)} />
      ))}
    </ul>
  )
}

function PendingFileItem({ file, onRemove }: { file: PendingFile; onRemove: () => void }) {
  const t = useTranslations('chat')
  const problemWords = useProblemWords()
  const { name } = file.attachment
  const url = useThumbnail(file.file)
  const words =
    file.state === 'failed' && file.problem
      ? file.problem.code === 'attachment_too_large'
        ? t('attachmentTooLarge')
        : problemWords(file.problem)
      : file.state === 'uploading'
        ? t('uploading')
        : name
  return (
    <li
      data-upload={file.state}
      className={cn(
        'flex max-w-60 items-center gap-2 rounded-lg border bg-surface py-1 pr-1 pl-2 text-xs',
        file.state === 'failed' && 'border-danger-border bg-danger-soft text-danger',
      )}
    >
      {file.state === 'failed' ? (
        <CircleAlert aria-hidden className="size-4 shrink-0" />
      ) : url ? (
        // biome-ignore lint/performance/noImgElement: a blob of this page
        <img src={url} alt="" className="size-8 shrink-0 rounded object-cover" />
      ) : (
        <FileText aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      )}
      <span className="min-w-0">
        <span className="block truncate">{name}</span>
        {words !== name && <span role="status">{words}</span>}
      </span>
      <Button variant="ghost" size="icon-sm" aria-label={t('removeAttachment', { name })} onClick={onRemove}>
        <X aria-hidden />
      </Button>
    </li>
  )
}

function useThumbnail(file: File): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!file.type.startsWith('image/')) return
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}
