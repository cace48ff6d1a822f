'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useId, useState } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { toast } from '#components/ui/toast.tsx'
import { removeAgent } from '../actions.ts'

interface DeleteAgentProps {
  workspaceId: string
  agentId: string
  name: string
  /** What goes with it, private threads of others included. */
  belongings: { threads: number; messages: number; runs: number; keys: number }
}

/** Removes an agent, after it was said in numbers what goes with it, and its name was typed. */
export function DeleteAgent({ workspaceId, agentId, name, belongings }: DeleteAgentProps) {
  const t = useTranslations('agents')
  const router = useRouter()
  const id = useId()
  const [withThreads, setWithThreads] = useState(false)
  const remove = useCallback(
    () => removeAgent({ workspaceId, agentId, threads: withThreads ? 'delete' : 'keep' }),
    [workspaceId, agentId, withThreads],
  )
  const leave = useCallback(() => {
    toast.success(t('removed', { name }))
    router.replace(workspacePaths(workspaceId).agents)
    router.refresh()
  }, [router, workspaceId, name, t])
  const { threads, messages, runs, keys } = belongings
  const lines = [
    runs > 0 ? t('removeRuns', { count: runs }) : t('removeWork'),
    t('removeSandbox'),
    ...(keys > 0 ? [t('removeKeys', { count: keys })] : []),
    ...(withThreads ? [] : [t('removeThreads')]),
    t('removeFiles'),
  ]
  return (
    <div className="flex items-center justify-between gap-4">
      <p className="text-muted-foreground">{t('removeSummary')}</p>
      <ConfirmDialog
        trigger={<Button variant="danger-ghost">{t('removeMore')}</Button>}
        title={t('removeQuestion', { name })}
        consequences={lines}
        name={name}
        confirmLabel={t('removeName', { name })}
        action={remove}
        onDone={leave}
        onOpenChange={() => setWithThreads(false)}
      >
        {threads > 0 && (
          <label htmlFor={id} className="flex items-center gap-3">
            <Switch id={id} checked={withThreads} onCheckedChange={setWithThreads} />
            {t('removeThreadsToo', { threads, messages })}
          </label>
        )}
      </ConfirmDialog>
    </div>
  )
}
