'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { type SubmitResult, useSubmit } from '#components/ui/use-submit.ts'

interface TypedConfirmProps {
  trigger: ReactNode
  title: string
  consequences: string[]
  /** What has to be typed. */
  name: string
  confirmLabel: string
  action: (confirmName: string) => Promise<SubmitResult<unknown>>
  onDone: () => void
}

/** Asks for a name before something goes for good: a click can be a slip, a name cannot. */
export function TypedConfirm({ trigger, title, consequences, name, confirmLabel, action, onDone }: TypedConfirmProps) {
  const t = useTranslations('team.danger')
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const finish = useCallback(() => {
    setOpen(false)
    onDone()
  }, [onDone])
  const { submit, pending, error } = useSubmit(action, finish)
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setTyped('')
      }}
    >
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        title={title}
        description={
          <ul className="flex list-disc flex-col gap-1 pl-4">
            {consequences.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        }
      >
        <Form error={error} onSubmit={() => submit(typed)}>
          <Field label={t('typeName', { name })} errors={error?.fieldErrors?.confirmName}>
            {(control) => (
              <Input {...control} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
            )}
          </Field>
          <DialogActions>
            <DialogClose asChild>
              <Button>{t('cancel')}</Button>
            </DialogClose>
            <Button type="submit" variant="danger" pending={pending} disabled={typed.trim() !== name.trim()}>
              {confirmLabel}
            </Button>
          </DialogActions>
        </Form>
      </DialogContent>
    </Dialog>
  )
}
