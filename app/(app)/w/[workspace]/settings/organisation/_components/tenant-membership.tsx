'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { SettingRow } from '../../_components/setting-row.tsx'
import { leave, remove } from '../actions.ts'
import { HandOver, type Heir } from './hand-over.tsx'

interface TenantMembershipProps {
  tenantId: string
  tenant: string
  isOwner: boolean
  isLastOwner: boolean
  others: Heir[]
}

/** Handing over, leaving and deleting an organisation. */
export function TenantMembership({ tenantId, tenant, isOwner, isLastOwner, others }: TenantMembershipProps) {
  const t = useTranslations('team.org')
  const router = useRouter()
  const goHome = useCallback(() => router.replace('/'), [router])
  const leaveThis = useCallback(() => leave(tenantId), [tenantId])
  const removeThis = useCallback((confirmName: string) => remove({ tenantId, confirmName }), [tenantId])
  return (
    <div className="divide-y rounded-xl border bg-raised shadow-raised">
      {isOwner && (
        <SettingRow title={t('transferTitle')} description={t('transferDescription')}>
          <HandOver tenantId={tenantId} tenant={tenant} heirs={others} />
        </SettingRow>
      )}
      <SettingRow
        title={t('leaveTitle', { tenant })}
        description={isLastOwner ? t('lastOwner') : t('leaveDescription')}
      >
        <ConfirmDialog
          trigger={<Button disabled={isLastOwner}>{t('leave')}</Button>}
          title={t('leaveQuestion', { tenant })}
          consequences={[t('leaveOut'), t('leaveKeys'), t('leaveDescription')]}
          confirmLabel={t('leaveDo', { tenant })}
          action={leaveThis}
          onDone={goHome}
        />
      </SettingRow>
      {isOwner && (
        <SettingRow title={t('deleteTitle', { tenant })} description={t('deleteDescription')}>
          <ConfirmDialog
            trigger={<Button variant="danger-ghost">{t('delete')}</Button>}
            title={t('deleteQuestion', { tenant })}
            consequences={[t('deleteAll'), t('deleteRuns'), t('deletePeople'), t('deleteLedger')]}
            name={tenant}
            confirmLabel={t('deleteDo')}
            action={removeThis}
            onDone={goHome}
          />
        </SettingRow>
      )}
    </div>
  )
}
