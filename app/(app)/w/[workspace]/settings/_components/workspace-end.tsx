'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { putAway, removeWorkspace } from '../actions.ts'
import { SettingRow } from './setting-row.tsx'

interface WorkspaceEndProps {
  tenantId: string
  workspaceId: string
  name: string
}

/** Archiving and deleting a workspace. */
export function WorkspaceEnd({ tenantId, workspaceId, name }: WorkspaceEndProps) {
  const t = useTranslations('team.danger')
  const router = useRouter()
  const archive = useCallback(() => putAway({ tenantId, workspaceId }), [tenantId, workspaceId])
  const remove = useCallback(
    (confirmName: string) => removeWorkspace({ tenantId, workspaceId, confirmName }),
    [tenantId, workspaceId],
  )
  const go = (words: string) => () => {
    toast.success(words)
    router.replace('/')
  }
  return (
    <div className="divide-y rounded-xl border bg-raised shadow-raised">
      <SettingRow title={t('archiveTitle')} description={t('archiveDescription')}>
        <ConfirmDialog
          trigger={<Button>{t('archive')}</Button>}
          title={t('archiveQuestion', { name })}
          consequences={[t('archiveRuns'), t('archiveReads'), t('archiveDescription')]}
          confirmLabel={t('archiveDo')}
          action={archive}
          onDone={go(t('archived', { name }))}
        />
      </SettingRow>
      <SettingRow title={t('deleteTitle')} description={t('deleteDescription')}>
        <ConfirmDialog
          trigger={<Button variant="danger-ghost">{t('delete')}</Button>}
          title={t('deleteQuestion', { name })}
          consequences={[t('deleteAll'), t('deleteContainers'), t('deleteLedger')]}
          name={name}
          confirmLabel={t('deleteDo')}
          action={remove}
          onDone={go(t('deleted', { name }))}
        />
      </SettingRow>
    </div>
  )
}
