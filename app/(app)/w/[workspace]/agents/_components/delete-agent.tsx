'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { removeAgent } from '../actions.ts'

interface DeleteAgentProps {
  workspaceId: string
  agentId: string
  name: string
}

export function DeleteAgent({ workspaceId, agentId, name }: DeleteAgentProps) {
  const t = useTranslations('agents')
  const router = useRouter()
  const remove = useCallback(() => removeAgent({ workspaceId, agentId }), [workspaceId, agentId])
  const leave = useCallback(() => {
    toast.success(t('removed', { name }))
    router.replace(workspacePaths(workspaceId).agents)
    router.refresh()
  }, [router, workspaceId, name, t])
  return (
    <div className="flex items-center justify-between gap-4">
      <p className="text-muted-foreground">{t('removeSummary')}</p>
      <ConfirmDialog
        trigger={<Button variant="danger-ghost">{t('removeMore')}</Button>}
        title={t('removeQuestion', { name })}
        consequences={[t('removeWork'), t('removeSandbox'), t('removeThreads'), t('removeFiles')]}
        confirmLabel={t('removeName', { name })}
        action={remove}
        onDone={leave}
      />
    </div>
  )
}
