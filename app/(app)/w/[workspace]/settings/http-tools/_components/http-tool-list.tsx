'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { useToolWords } from '#components/agents/tool-words.ts'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { HttpToolView } from '#lib/http-tools/schema.ts'
import { removeTool } from './actions.ts'
import type { SecretChoice, ServiceChoice } from './auth-fields.tsx'
import { ToolDialog } from './tool-dialog.tsx'
import { TryDialog } from './try-dialog.tsx'

interface HttpToolListProps {
  workspaceId: string
  tools: HttpToolView[]
  secrets: readonly SecretChoice[]
  services: readonly ServiceChoice[]
  agents: readonly { id: string; name: string }[]
  mayChange: boolean
}

/** The HTTP tools of a workspace, and what each asks. */
export function HttpToolList({ tools, ...props }: HttpToolListProps) {
  return (
    <ul className="divide-y rounded-xl border bg-raised shadow-raised">
      {tools.map((tool) => (
        <HttpToolRow key={tool.id} tool={tool} {...props} />
      ))}
    </ul>
  )
}

function HttpToolRow({
  workspaceId,
  tool,
  secrets,
  services,
  agents,
  mayChange,
}: Omit<HttpToolListProps, 'tools'> & { tool: HttpToolView }) {
  const t = useTranslations('http-tools')
  const { wordsOfRisk } = useToolWords()
  const { id: httpToolId, name, description, request, auth, host } = tool
  const risk = wordsOfRisk(tool.risk)
  const remove = useCallback(() => removeTool({ workspaceId, httpToolId }), [workspaceId, httpToolId])
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <span className="break-all font-medium font-mono text-sm">{name}</span>
          <Badge tone={risk.tone}>{risk.label}</Badge>
          {tool.collection && <Badge>{tool.collection}</Badge>}
        </p>
        <p className="line-clamp-2 text-sm">{description}</p>
        <p className="break-words text-muted-foreground text-sm">
          {request.method} {host}
          {auth && 'secret' in auth && ` · ${t('withSecret', { secret: auth.secret })}`}
          {auth?.kind === 'oauth' && ` · ${t('withConnection', { service: auth.service })}`}
        </p>
      </div>
      {mayChange && (
        <div className="flex items-center gap-2 max-sm:basis-full">
          <TryDialog
            workspaceId={workspaceId}
            tool={tool}
            agents={agents}
            trigger={<Button size="sm">{t('try')}</Button>}
          />
          <ToolDialog
            workspaceId={workspaceId}
            secrets={secrets}
            services={services}
            tool={tool}
            trigger={<Button size="sm">{t('edit')}</Button>}
          />
          <ConfirmDialog
            trigger={
              <Button variant="danger-ghost" size="sm">
                {t('remove')}
              </Button>
            }
            title={t('removeQuestion', { name })}
            consequences={[t('agentsLoseIt'), t('noWayBack')]}
            confirmLabel={t('removeName', { name })}
            action={remove}
            onDone={() => toast.success(t('removed', { name }))}
          />
        </div>
      )}
    </li>
  )
}
