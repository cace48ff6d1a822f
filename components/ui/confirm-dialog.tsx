'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useState } from 'react'
import { Button } from './button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from './dialog.tsx'
import { Notice } from './notice.tsx'
import { type SubmitResult, useSubmit } from './use-submit.ts'

interface ConfirmDialogProps {
  trigger: ReactNode
  title: string
  /** What will be gone, and what stays: one line each. */
  consequences: string[]
  /** Says what the button does: "Remove Ada", not "OK". */
  confirmLabel: string
  action: () => Promise<SubmitResult<unknown>>
  onDone: () => void
}

/** Asks before something is taken away, and says what that means. */
export function ConfirmDialog({ trigger, title, consequences, confirmLabel, action, onDone }: ConfirmDialogProps) {
  const t = useTranslations('ui')
  const [open, setOpen] = useState(false)
  const finish = useCallback(() => {
    setOpen(false)
    onDone()
  }, [onDone])
  const { submit, pending, error } = useSubmit(action, finish)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
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
        {error && (
          <Notice tone="danger" role="alert">
            {error.message}
          </Notice>
        )}
        <DialogActions>
          <DialogClose asChild>
            <Button>{t('keep')}</Button>
          </DialogClose>
          <Button variant="danger" pending={pending} onClick={() => submit(undefined as never)}>
            {confirmLabel}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
