'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import type { ConnectionView, ServiceView } from '#lib/connections/schema.ts'
import { removeService } from './actions.ts'
import { ConnectAgent } from './connect-agent.tsx'
import { ConnectionRow } from './connection-row.tsx'
import { ServiceDialog } from './service-dialog.tsx'

interface ServiceListProps {
  workspaceId: string
  redirectUri: string
  services: ServiceView[]
  connections: ConnectionView[]
  agents: { id: string; name: string }[]
  mayChange: boolean
}

/** Services, and below each the agents that are connected with it. */
export function ServiceList({ services, ...props }: ServiceListProps) {
  return (
    <div className="flex flex-col gap-4">
      {services.map((service) => (
        <ServiceCard key={service.id} service={service} {...props} />
      ))}
    </div>
  )
}

type ServiceCardProps = Omit<ServiceListProps, 'services'> & { service: ServiceView }

function ServiceCard({ workspaceId, redirectUri, service, connections, agents, mayChange }: ServiceCardProps) {
  const t = useTranslations('connections')
  const { id: serviceId, name, clientId, scopes, hosts, mcpServerId } = service
  const remove = useCallback(() => removeService({ workspaceId, serviceId }), [workspaceId, serviceId])
  const own = connections.filter((connection) => connection.serviceId === serviceId)
  const others = agents.filter(({ id }) => !own.some(({ agentId }) => agentId === id))
  return (
    <section aria-label={name} className="rounded-xl border bg-raised shadow-raised">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
        <div className="min-w-40 flex-1">
          <h3 className="flex flex-wrap items-center gap-2">
            <span className="truncate font-medium">{name}</span>
            {mcpServerId && <Badge>{t('ofMcp')}</Badge>}
            {hosts.length === 0 && <Badge tone="warning">{t('noHosts')}</Badge>}
          </h3>
          <p className="break-words text-muted-foreground text-sm">
            {[hosts.join(', '), scopes.join(' ')].filter(Boolean).join(' · ')}
          </p>
          <p className="truncate text-muted-foreground text-sm">{t('client', { id: clientId })}</p>
        </div>
        {mayChange && (
          <div className="flex items-center gap-2 max-sm:basis-full">
            {others.length > 0 && <ConnectAgent workspaceId={workspaceId} service={service} agents={others} />}
            <ServiceDialog
              workspaceId={workspaceId}
              redirectUri={redirectUri}
              service={service}
              trigger={<Button size="sm">{t('edit')}</Button>}
            />
            <ConfirmDialog
              trigger={
                <Button variant="danger-ghost" size="sm">
                  {t('remove')}
                </Button>
              }
              title={t('removeQuestion', { name })}
              consequences={[t('connectionsGo', { count: own.length }), t('toolsFail')]}
              confirmLabel={t('removeName', { name })}
              action={remove}
              onDone={() => toast.success(t('removed', { name }))}
            />
          </div>
        )}
      </div>
      {own.length > 0 && (
        <ul className="divide-y border-t">
          {own.map((connection) => (
            <ConnectionRow
              key={connection.id}
              workspaceId={workspaceId}
              agent={{ id: connection.agentId, name: connection.agentName }}
              service={service}
              connection={connection}
              title="agent"
              mayChange={mayChange}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
