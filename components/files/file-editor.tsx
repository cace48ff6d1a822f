'use client'

import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import { ConflictDialog, type Theirs } from './conflict-dialog.tsx'
import { filesApi } from './files-api.ts'
import { nameOf, shownName } from './paths.ts'
import { textOf } from './preview-kind.ts'

const CodeView = dynamic(() => import('./code-view.tsx').then((module) => module.CodeView), {
  ssr: false,
  loading: () => <Skeleton className="m-3 h-40" />,
})

/** Of a file that somebody else wrote meanwhile. */
const MAX_THEIRS_BYTES = 8 * 1024 * 1024

interface FileEditorProps {
  workspaceId: string
  path: string
  initial: { text: string; version: string }
  /** Who wrote it since it was opened, as far as is known. */
  changedBy: string | null
  onClose: () => void
  onOpen?: (path: string) => void
}

/** A text being edited. It is saved over what the person has seen, and over nothing else. */
export function FileEditor({ workspaceId, path, initial, changedBy, onClose, onOpen }: FileEditorProps) {
  const t = useTranslations('files')
  const problemWords = useProblemWords()
  const [text, setText] = useState(initial.text)
  const [saved, setSaved] = useState(initial)
  const [isSaving, setSaving] = useState(false)
  const [theirs, setTheirs] = useState<Theirs | null>(null)
  const isDirty = text !== saved.text
  const api = filesApi(workspaceId)

  useEffect(() => {
    if (!isDirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isDirty])

  /** What is there now, for the person to choose. */
  const look = async () => {
    try {
      const { bytes, version } = await api.read(path, MAX_THEIRS_BYTES)
      setTheirs({ text: textOf(bytes, false), version })
    } catch (error) {
      if ((error as { code?: string }).code !== 'not_found') throw error
      setTheirs({ text: null, version: null })
    }
  }
  /** @param over what is replaced; null: nothing */
  const save = async (over: string | null) => {
    setSaving(true)
    try {
      const { version } = await api.write(path, text, over)
      setSaved({ text, version })
      setTheirs(null)
      toast.success(t('saved', { name: shownName(nameOf(path)) }))
    } catch (error) {
      const { code } = error as { code?: string }
      await (code === 'conflict' ? look() : Promise.reject(error)).catch((failure: unknown) =>
        toast.error(problemWords(failure)),
      )
    } finally {
      setSaving(false)
    }
  }
  const saveCopy = async () => {
    const copy = copyName(path)
    try {
      await api.write(copy, text, null)
      setTheirs(null)
      toast.success(t('savedAs', { name: shownName(nameOf(copy)) }))
      onClose()
      onOpen?.(copy)
    } catch (error) {
      toast.error(problemWords(error))
    }
  }
  const close = () => {
    if (!isDirty || window.confirm(t('discardQuestion'))) onClose()
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex h-10 shrink-0 items-center gap-2 border-b px-2">
        <h2 className="min-w-0 flex-1 truncate px-1 font-mono text-xs" title={path}>
          {shownName(nameOf(path))}
          {isDirty && <span className="text-muted-foreground"> · {t('unsaved')}</span>}
        </h2>
        <Button size="sm" variant="ghost" onClick={close}>
          {t('closeEditor')}
        </Button>
        <Button
          size="sm"
          variant="primary"
          disabled={!isDirty}
          pending={isSaving}
          onClick={() => void save(saved.version)}
        >
          {t('save')}
        </Button>
      </div>
      {changedBy && (
        <Notice tone="warning" role="status" className="m-2">
          {t('changedWhileEditing', { who: changedBy })}
        </Notice>
      )}
      <section className="min-h-0 flex-1" aria-label={t('content')}>
        <CodeView
          path={path}
          text={text}
          label={t('editing', { name: nameOf(path) })}
          onChange={setText}
          autoFocus
          onSave={() => {
            if (isDirty && !isSaving) void save(saved.version)
          }}
        />
      </section>
      {theirs && (
        <ConflictDialog
          path={path}
          mine={text}
          theirs={theirs}
          changedBy={changedBy}
          isPending={isSaving}
          onClose={() => setTheirs(null)}
          onKeepMine={() => void save(theirs.version)}
          onTakeTheirs={() => {
            if (theirs.text === null || theirs.version === null) return onClose()
            setText(theirs.text)
            setSaved({ text: theirs.text, version: theirs.version })
            setTheirs(null)
          }}
          onSaveCopy={() => void saveCopy()}
        />
      )}
    </div>
  )
}

/** Beside the file, with the time, so that it is nobody else's name. */
function copyName(path: string): string {
  const slash = path.lastIndexOf('/')
  const dot = path.lastIndexOf('.')
  const end = dot > slash + 1 ? dot : path.length
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-')
  return `${path.slice(0, end)} (${stamp})${path.slice(end)}`
}
