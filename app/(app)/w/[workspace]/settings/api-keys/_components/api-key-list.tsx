'use client'

import { useNow, useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ApiKeyView } from '#lib/tenants/schema.ts'
import { useRoleWords } from '../../_components/role-words.ts'
import { endApiKey } from '../actions.ts'

interface ApiKeyListProps {
  tenantId: string
  apiKeys: ApiKeyView[]
  workspace: { id: string; name: string }
}

export function ApiKeyList({ tenantId, apiKeys, workspace }: ApiKeyListProps) {
  return (
    <ul className="divide-y rounded-xl border bg-raised shadow-raised">
      {apiKeys.map((apiKey) => (
        <ApiKeyRow key={apiKey.id} tenantId={tenantId} apiKey={apiKey} workspace={workspace} />
      ))}
    </ul>
  )
}

function ApiKeyRow({
  tenantId,
  apiKey,
  workspace,
}: {
  tenantId: string
  apiKey: ApiKeyView
  workspace: { id: string; name: string }
}) {
  const t = useTranslations('team')
  const roleWords = useRoleWords()
  const { id, name, hint, role, scopes, workspaceId, createdAt, lastUsedAt, expiresAt } = apiKey
  // Compared with the page's own time, so that server and browser draw the same.
  const now = useNow()
  const isExpired = expiresAt !== null && new Date(expiresAt) <= now
  const revoke = useCallback(() => endApiKey({ tenantId, apiKeyId: id }), [tenantId, id])
  const reach =
    workspaceId === null ? t('allWorkspaces') : workspaceId === workspace.id ? workspace.name : t('anotherWorkspace')
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
      <div className="min-w-40 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-muted-foreground text-sm">
          <span className="font-mono">{hint}</span> · {t.rich('made', { date: () => <LocalDate date={createdAt} /> })}
          {' · '}
          {lastUsedAt
            ? t.rich('keys.lastUsed', { date: () => <LocalDate date={lastUsedAt} time /> })
            : t('keys.neverUsed')}
          {expiresAt && <> · {t.rich('keys.expiresAt', { date: () => <LocalDate date={expiresAt} /> })}</>}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {isExpired && <Badge tone="warning">{t('keys.expired')}</Badge>}
        <Badge>{scopes.map((scope) => t(`keys.scope.${scope}.label`)).join(' · ')}</Badge>
        <Badge>{roleWords[role].label}</Badge>
        <Badge>{reach}</Badge>
        <ConfirmDialog
          trigger={
            <Button variant="danger-ghost" size="sm">
              {t('revokeMore')}
            </Button>
          }
          title={t('revokeQuestion', { name })}
          consequences={[t('revokeRefused'), t('revokeFinal')]}
          confirmLabel={t('revokeKey')}
          action={revoke}
          onDone={() => toast.success(t('revoked', { name }))}
        />
      </div>
    </li>
  )
}
