'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useState } from 'react'
import { Button } from './button.tsx'
import { Dialog, DialogActions, DialogCancel, DialogContent, DialogTrigger } from './dialog.tsx'
import { Field } from './field.tsx'
import { Form } from './form.tsx'
import { Input } from './input.tsx'
import { type SubmitResult, useSubmit } from './use-submit.ts'

interface ConfirmDialogProps {
  trigger: ReactNode
  title: string
  /** What will be gone, and what stays: one line each, or a single sentence. */
  consequences: string | string[]
  /** Has to be typed first, for what goes for good: a click can be a slip, a name cannot. */
  name?: string
  /** What is to be chosen besides. */
  children?: ReactNode
  /** The dialog opened or closed: a choice made in it is forgotten. */
  onOpenChange?: (open: boolean) => void
  /** Says what the button does: "Remove Ada", not "OK". */
  confirmLabel: string
  /** @param typed the name, as it was typed */
  action: (typed: string) => Promise<SubmitResult<unknown>>
  onDone: () => unknown
}

/** Asks before something is taken away, and says what that means. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { trigger, title, consequences, name, children, onOpenChange, confirmLabel, action, onDone } = props
  const t = useTranslations('ui')
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const finish = useCallback(async () => {
    setOpen(false)
    await onDone()
  }, [onDone])
  const { submit, pending, error, clearError } = useSubmit(action, finish)
  const change = (next: boolean) => {
    setOpen(next)
    setTyped('')
    clearError()
    onOpenChange?.(next)
  }
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent title={title} description={<Consequences lines={consequences} />}>
        <Form error={error} onSubmit={() => submit(typed)}>
          {children}
          {name !== undefined && (
            <Field label={t('typeName', { name })} errors={error?.fieldErrors?.confirmName}>
              {(control) => (
                <Input
                  {...control}
                  value={typed}
                  autoComplete="off"
                  spellCheck={false}
                  onChange={(event) => setTyped(event.target.value)}
                />
              )}
            </Field>
          )}
          <DialogActions>
            <DialogCancel />
            <Button
              type="submit"
              variant="danger"
              pending={pending}
              disabled={name !== undefined && typed.trim() !== name.trim()}
            >
              {confirmLabel}
            </Button>
          </DialogActions>
        </Form>
      </DialogContent>
    </Dialog>
  )
}

function Consequences({ lines }: { lines: string | string[] }) {
  if (typeof lines === 'string') return lines
  return (
    <ul className="flex list-disc flex-col gap-1 pl-4">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
