'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Button } from '#components/ui/button.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { WorkspaceView } from '#lib/workspaces/schema.ts'
import { restore } from '../actions.ts'

export function ArchivedWorkspaces({ tenantId, workspaces }: { tenantId: string; workspaces: WorkspaceView[] }) {
  return (
    <ul className="divide-y rounded-xl border bg-raised shadow-raised">
      {workspaces.map((workspace) => (
        <ArchivedWorkspace key={workspace.id} tenantId={tenantId} workspace={workspace} />
      ))}
    </ul>
  )
}

function ArchivedWorkspace({ tenantId, workspace }: { tenantId: string; workspace: WorkspaceView }) {
  const t = useTranslations('team.org')
  const { id, name, archivedAt } = workspace
  const tell = useCallback(() => void toast.success(t('restored', { name })), [t, name])
  const { submit, pending, error } = useSubmit(restore, tell)
  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-muted-foreground text-sm">
          {archivedAt && t.rich('since', { date: () => <LocalDate date={archivedAt} /> })}
        </p>
      </div>
      <Button size="sm" pending={pending} onClick={() => submit({ tenantId, workspaceId: id })}>
        {t('restore')}
      </Button>
      {error && (
        <p role="alert" className="w-full text-danger text-sm">
          {error.message}
        </p>
      )}
    </li>
  )
}
