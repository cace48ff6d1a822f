'use client'

import { CircleCheck, RotateCw, Upload as UploadIcon, WifiOff, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import { nameOf, shownName } from './paths.ts'
import type { Upload, UploadQueue } from './upload-queue.ts'
import { useBytes } from './use-bytes.ts'

/** Uploads under way, and those that wait for an answer. */
export function UploadTray({ queue, uploads }: { queue: UploadQueue; uploads: readonly Upload[] }) {
  const t = useTranslations('files')
  if (uploads.length === 0) return null
  const done = uploads.filter(({ state }) => state === 'done').length
  return (
    <section
      aria-label={t('uploads')}
      className="fixed right-4 bottom-4 z-30 flex max-h-80 w-96 max-w-[calc(100vw-2rem)] flex-col rounded-xl bg-raised shadow-overlay"
    >
      <div className="flex items-center gap-2 border-b px-3 py-2">
        <UploadIcon aria-hidden className="size-4 text-muted-foreground" />
        <h2 className="flex-1 font-medium text-sm" aria-live="polite">
          {t('uploadedOf', { done, total: uploads.length })}
        </h2>
        {done > 0 && (
          <Button variant="ghost" size="sm" onClick={() => queue.clearDone()}>
            {t('clearDone')}
          </Button>
        )}
      </div>
      <ul className="divide-y overflow-y-auto">
        {uploads.map((upload) => (
          <Row key={upload.id} queue={queue} upload={upload} />
        ))}
      </ul>
    </section>
  )
}

function Row({ queue, upload }: { queue: UploadQueue; upload: Upload }) {
  const t = useTranslations('files')
  const bytes = useBytes()
  const problemWords = useProblemWords()
  const input = useRef<HTMLInputElement>(null)
  const { id, path, size, sent, state } = upload
  const name = shownName(nameOf(path))
  const percent = state === 'done' ? 100 : size === 0 ? 0 : Math.floor((sent / size) * 100)
  return (
    <li className="flex flex-col gap-1 px-3 py-2" data-upload-state={state}>
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-sm" title={path}>
          {name}
        </span>
        {state === 'done' && <CircleCheck aria-label={t('uploadDone')} className="size-4 text-success" />}
        {state === 'offline' && <WifiOff aria-hidden className="size-4 text-warning" />}
        {state === 'failed' && (
          <Button variant="ghost" size="icon-sm" aria-label={t('tryAgain', { name })} onClick={() => queue.retry(id)}>
            <RotateCw aria-hidden />
          </Button>
        )}
        {state !== 'done' && (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t('cancelUpload', { name })}
            onClick={() => queue.cancel(id)}
          >
            <X aria-hidden />
          </Button>
        )}
      </div>
      {(state === 'sending' || state === 'waiting' || state === 'offline') && (
        <progress
          max={100}
          value={percent}
          aria-label={t('progressOf', { name })}
          className="h-1 w-full appearance-none overflow-hidden rounded-full bg-muted [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-muted [&::-webkit-progress-value]:bg-accent"
        />
      )}
      <p className="text-muted-foreground text-xs">
        {state === 'failed'
          ? problemWords(upload.problem)
          : t(`uploadState.${state}`, { sent: bytes(sent), size: bytes(size) })}
      </p>
      {state === 'taken' && (
        <div className="flex gap-2">
          <Button size="sm" onClick={() => queue.decide(id, 'replace')}>
            {t('replace')}
          </Button>
          <Button size="sm" onClick={() => queue.decide(id, 'rename')}>
            {t('keepBoth')}
          </Button>
        </div>
      )}
      {state === 'lost' && (
        <>
          <input
            ref={input}
            type="file"
            hidden
            aria-label={t('chooseAgain')}
            onChange={(event) => {
              const [file] = event.target.files ?? []
              if (file && !queue.resume(id, file)) toast.error(t('anotherFile', { name }))
            }}
          />
          <Button size="sm" className="self-start" onClick={() => input.current?.click()}>
            {t('chooseAgain')}
          </Button>
        </>
      )}
    </li>
  )
}
