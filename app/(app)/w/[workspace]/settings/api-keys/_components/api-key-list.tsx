'use client'

import { useCallback } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ApiKeyView } from '#lib/tenants/schema.ts'
import { roleWords } from '../../_components/role-words.ts'
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
  const { id, name, hint, role, workspaceId, createdAt } = apiKey
  const revoke = useCallback(() => endApiKey({ tenantId, apiKeyId: id }), [tenantId, id])
  const reach =
    workspaceId === null ? 'All workspaces' : workspaceId === workspace.id ? workspace.name : 'Another workspace'
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
      <div className="min-w-40 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-muted-foreground text-sm">
          <span className="font-mono">{hint}</span> · made <LocalDate date={createdAt} />
        </p>
      </div>
      <div className="flex items-center gap-2">
        <Badge>{roleWords[role].label}</Badge>
        <Badge>{reach}</Badge>
        <ConfirmDialog
          trigger={
            <Button variant="danger-ghost" size="sm">
              Revoke…
            </Button>
          }
          title={`Revoke ${name}?`}
          consequences={[
            'Scripts that use it are refused from now on.',
            'This cannot be undone; make a new key instead.',
          ]}
          confirmLabel="Revoke the key"
          action={revoke}
          onDone={() => toast.success(`${name} was revoked.`)}
        />
      </div>
    </li>
  )
}
