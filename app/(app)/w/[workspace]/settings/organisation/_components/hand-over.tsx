'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { PersonSelect } from '../../_components/person-select.tsx'
import { handOver } from '../actions.ts'

export interface Heir {
  userId: string
  name: string
  email: string
}

export function HandOver({ tenantId, tenant, heirs }: { tenantId: string; tenant: string; heirs: Heir[] }) {
  const t = useTranslations('team.org')
  const [userId, setUserId] = useState('')
  const heir = heirs.find((each) => each.userId === userId)
  const name = heir?.name ?? ''
  const transfer = useCallback(() => handOver({ tenantId, userId }), [tenantId, userId])
  if (heirs.length === 0) return <p className="text-muted-foreground text-sm">{t('nobodyElse')}</p>
  return (
    <div className="flex flex-wrap gap-2">
      <PersonSelect
        label={t('heir')}
        placeholder={t('chooseHeir')}
        people={heirs}
        value={userId}
        onChange={setUserId}
      />
      <ConfirmDialog
        trigger={<Button disabled={!heir}>{t('transfer')}</Button>}
        title={t('transferQuestion', { tenant, name })}
        consequences={[t('transferOwner', { name }), t('transferYou')]}
        confirmLabel={t('transferDo', { name })}
        action={transfer}
        onDone={() => toast.success(t('transferred', { name }))}
      />
    </div>
  )
}
