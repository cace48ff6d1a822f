'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogCancel, DialogContent } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import { nameProblem } from './paths.ts'

interface NameDialogProps {
  title: string
  description: string
  initial: string
  confirmLabel: string
  /** Resolves when it is done; its failure is shown under the name. */
  onConfirm: (name: string) => Promise<void>
  onClose: () => void
}

/** Asks for a name: of a new folder, or a new one for what has one. */
export function NameDialog({ title, description, initial, confirmLabel, onConfirm, onClose }: NameDialogProps) {
  const t = useTranslations('files')
  const problemWords = useProblemWords()
  const [name, setName] = useState(initial)
  const [error, setError] = useState<string | null>(null)
  const [isPending, setPending] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const problem = nameProblem(name)
    if (problem) return setError(t(`nameProblem.${problem}`))
    if (name === initial) return onClose()
    setPending(true)
    await onConfirm(name).then(onClose, (failure: unknown) => setError(problemWords(failure)))
    setPending(false)
  }
  return (
    <Dialog open onOpenChange={(open) => open || onClose()}>
      <DialogContent title={title} description={description}>
        <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          <Field label={t('name')} errors={error ? [error] : []}>
            {(control) => (
              <Input
                {...control}
                value={name}
                onChange={(event) => setName(event.target.value)}
                onFocus={(event) => {
                  const dot = event.target.value.lastIndexOf('.')
                  event.target.setSelectionRange(0, dot > 0 ? dot : event.target.value.length)
                }}
                autoComplete="off"
                spellCheck={false}
              />
            )}
          </Field>
          <DialogActions>
            <DialogCancel />
            <Button type="submit" variant="primary" pending={isPending}>
              {confirmLabel}
            </Button>
          </DialogActions>
        </form>
      </DialogContent>
    </Dialog>
  )
}
