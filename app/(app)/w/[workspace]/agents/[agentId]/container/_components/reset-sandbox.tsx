'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { toast } from '#components/ui/toast.tsx'
import { reset } from '../actions.ts'

interface ResetSandboxProps {
  place: { workspaceId: string; agentId: string; threadId?: string }
  onDone: () => Promise<void>
}

/** Removes the container; the agent's own files only by a second, explicit choice. */
export function ResetSandbox({ place, onDone }: ResetSandboxProps) {
  const t = useTranslations('sandbox')
  const [home, setHome] = useState(false)
  const id = useId()
  const resetThis = useCallback(() => reset({ ...place, home }), [place, home])
  const finish = useCallback(() => {
    toast.success(t('wasReset'))
    return onDone()
  }, [onDone, t])
  return (
    <ConfirmDialog
      trigger={<Button variant="danger-ghost">{t('reset')}</Button>}
      title={t('resetQuestion')}
      consequences={t('resetDescription')}
      confirmLabel={t(home ? 'resetWithHome' : 'reset')}
      action={resetThis}
      onDone={finish}
      onOpenChange={() => setHome(false)}
    >
      <div className="flex items-start gap-3 rounded-lg border px-3 py-2.5">
        <Switch id={id} checked={home} onCheckedChange={setHome} className="mt-0.5" />
        <label htmlFor={id} className="flex flex-col">
          {t('resetHome')}
          <span className="text-muted-foreground text-sm">{t('resetHomeHint')}</span>
        </label>
      </div>
    </ConfirmDialog>
  )
}
