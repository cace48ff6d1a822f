'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { reset } from '../actions.ts'

interface ResetSandboxProps {
  place: { workspaceId: string; agentId: string; threadId?: string }
  onDone: () => Promise<void>
}

/** Removes the container; the agent's own files only by a second, explicit choice. */
export function ResetSandbox({ place, onDone }: ResetSandboxProps) {
  const t = useTranslations('sandbox')
  const [open, setOpen] = useState(false)
  const [home, setHome] = useState(false)
  const id = useId()
  const finish = useCallback(async () => {
    setOpen(false)
    toast.success(t('wasReset'))
    await onDone()
  }, [onDone, t])
  const { submit, pending, error } = useSubmit(reset, finish)
  const change = (isOpen: boolean) => {
    setOpen(isOpen)
    setHome(false)
  }
  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button variant="danger-ghost">{t('reset')}</Button>
      </DialogTrigger>
      <DialogContent title={t('resetQuestion')} description={t('resetDescription')}>
        <div className="flex items-start gap-3 rounded-lg border px-3 py-2.5">
          <Switch id={id} checked={home} onCheckedChange={setHome} className="mt-0.5" />
          <label htmlFor={id} className="flex flex-col">
            {t('resetHome')}
            <span className="text-muted-foreground text-sm">{t('resetHomeHint')}</span>
          </label>
        </div>
        {error && (
          <Notice tone="danger" role="alert">
            {error.message}
          </Notice>
        )}
        <DialogActions>
          <DialogClose asChild>
            <Button>{t('cancel')}</Button>
          </DialogClose>
          <Button variant="danger" pending={pending} onClick={() => submit({ ...place, home })}>
            {t(home ? 'resetWithHome' : 'reset')}
          </Button>
        </DialogActions>
      </DialogContent>
    </Dialog>
  )
}
