'use client'

import { FileUp } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { useUndoable } from '#components/ui/use-undoable.ts'

/** Who an agent is, how it works, and what it knows of the people around it. */
export interface PersonaParts {
  persona: string
  rules: string
  notes: string
}
type Part = keyof PersonaParts

const FILES: Record<Part, string> = { persona: 'SOUL.md', rules: 'AGENTS.md', notes: 'USER.md' }
const PARTS = Object.keys(FILES) as Part[]
const MAX_CHARS = 50_000
const NOTHING: PersonaParts = { persona: '', rules: '', notes: '' }

interface ImportPersonaProps {
  value: PersonaParts
  onImport: (parts: Partial<PersonaParts>) => void
}

/** Takes an agent's texts from elsewhere, pasted or as files: SOUL.md is its role, AGENTS.md its rules, USER.md its notes. */
export function ImportPersona({ value, onImport }: ImportPersonaProps) {
  const t = useTranslations('agents')
  const [isOpen, setOpen] = useState(false)
  const undoable = useUndoable()
  const fill = (texts: PersonaParts) => {
    setOpen(false)
    const given = PARTS.filter((part) => texts[part].trim() !== '')
    const only = (from: PersonaParts) => Object.fromEntries(given.map((part) => [part, from[part]]))
    const before = only(value)
    void undoable({
      done: t('imported', { parts: given.map((part) => t(part)).join(', ') }),
      show: () => {
        onImport(only(texts))
        return () => onImport(before)
      },
      // The page alone changes; what is saved does so by its own button.
      run: unsaved,
      undo: unsaved,
    })
  }
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <div className="flex flex-wrap items-center gap-3">
        <DialogTrigger asChild>
          <Button size="sm">
            <FileUp aria-hidden />
            {t('import')}
          </Button>
        </DialogTrigger>
        <p className="text-muted-foreground text-sm">{t('importHint')}</p>
      </div>
      <DialogContent title={t('importTitle')} description={t('importDescription')} className="max-w-2xl">
        <ImportTexts onFill={fill} />
      </DialogContent>
    </Dialog>
  )
}

async function unsaved() {
  return { ok: true as const, data: null }
}

function ImportTexts({ onFill }: { onFill: (texts: PersonaParts) => void }) {
  const t = useTranslations('agents')
  const [texts, setTexts] = useState(NOTHING)
  const [problems, setProblems] = useState<string[]>([])
  const [isDropTarget, setDropTarget] = useState(false)
  const chooser = useRef<HTMLInputElement>(null)
  const take = async (files: readonly File[]) => {
    const taken: Partial<PersonaParts> = {}
    const said: string[] = []
    for (const file of files) {
      const part = PARTS.find((each) => FILES[each].toLowerCase() === file.name.toLowerCase())
      if (!part) said.push(t('importUnknown', { name: file.name }))
      // Before it is read: a character takes four bytes at most.
      else if (file.size > MAX_CHARS * 4) said.push(t('importTooLarge', { name: file.name }))
      else taken[part] = (await file.text()).replaceAll('\r\n', '\n')
    }
    setProblems(said)
    setTexts((before) => ({ ...before, ...taken }))
  }
  const isTooLong = PARTS.some((part) => texts[part].length > MAX_CHARS)
  const isEmpty = PARTS.every((part) => texts[part].trim() === '')
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button "Choose files" does the same by keyboard
    <div
      className={cn('flex flex-col gap-4 rounded-lg', isDropTarget && 'outline-2 outline-ring outline-dashed')}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDropTarget(true)
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDropTarget(false)
      }}
      onDrop={(event) => {
        setDropTarget(false)
        if (event.dataTransfer.files.length === 0) return
        event.preventDefault()
        void take([...event.dataTransfer.files])
      }}
      onPaste={(event) => {
        if (event.clipboardData.files.length === 0) return
        event.preventDefault()
        void take([...event.clipboardData.files])
      }}
    >
      {PARTS.map((part) => (
        <Field
          key={part}
          label={t('importPart', { file: FILES[part], part: t(part) })}
          errors={texts[part].length > MAX_CHARS ? [t('importTooLarge', { name: FILES[part] })] : undefined}
        >
          {(control) => (
            <Textarea
              {...control}
              value={texts[part]}
              placeholder={t('importPaste', { file: FILES[part] })}
              className="max-h-40 min-h-16 overflow-y-auto font-mono text-sm"
              onChange={({ target }) => setTexts({ ...texts, [part]: target.value })}
            />
          )}
        </Field>
      ))}
      <p aria-live="polite" className="text-danger text-sm empty:hidden">
        {problems.join(' ')}
      </p>
      <input
        ref={chooser}
        type="file"
        accept=".md,text/markdown"
        multiple
        hidden
        aria-label={t('importFiles')}
        onChange={({ target }) => {
          void take([...(target.files ?? [])])
          target.value = ''
        }}
      />
      <DialogActions>
        <Button className="mr-auto max-sm:mr-0" onClick={() => chooser.current?.click()}>
          <FileUp aria-hidden />
          {t('importFiles')}
        </Button>
        <DialogClose asChild>
          <Button>{t('importCancel')}</Button>
        </DialogClose>
        <Button variant="primary" disabled={isEmpty || isTooLong} onClick={() => onFill(texts)}>
          {t('importFill')}
        </Button>
      </DialogActions>
    </div>
  )
}
