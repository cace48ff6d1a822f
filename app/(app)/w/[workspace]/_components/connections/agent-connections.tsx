import { getTranslations } from 'next-intl/server'
import { loadAllForPage } from '#app/_server/load-for-page.ts'
import { Section } from '#components/ui/section.tsx'
import { listAgentConnections } from '#lib/connections/list-connections.ts'
import { listServices } from '#lib/connections/list-services.ts'
import { ConnectionRow } from './connection-row.tsx'
import { OutcomeNotice } from './outcome-notice.tsx'

interface AgentConnectionsProps {
  workspaceId: string
  agent: { id: string; name: string }
  mayChange: boolean
}

/** The services of the workspace, and whether the agent is connected with each. Nothing where there are none. */
export async function AgentConnections({ workspaceId, agent, mayChange }: AgentConnectionsProps) {
  const ofAgent: { workspaceId: string; agentId?: string; serviceId?: string } = { workspaceId, agentId: agent.id }
  const [t, services, connections] = await Promise.all([
    getTranslations('connections'),
    loadAllForPage(listServices, { workspaceId }),
    loadAllForPage(listAgentConnections, ofAgent),
  ])
  if (services.length === 0) return null
  return (
    <Section
      id="connections"
      title={t('agentTitle')}
      description={t('agentDescription')}
      className="scroll-mt-16 border-t pt-8"
    >
      <OutcomeNotice />
      <ul className="divide-y rounded-xl border bg-raised shadow-raised">
        {services.map((service) => (
          <ConnectionRow
            key={service.id}
            workspaceId={workspaceId}
            agent={agent}
            service={{ id: service.id, name: service.name }}
            connection={connections.find(({ serviceId }) => serviceId === service.id)}
            title="service"
            mayChange={mayChange}
          />
        ))}
      </ul>
    </Section>
  )
}
