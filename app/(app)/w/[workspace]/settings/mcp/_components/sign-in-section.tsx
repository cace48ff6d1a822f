import { getTranslations } from 'next-intl/server'
import { loadAllForPage } from '#app/_server/load-for-page.ts'
import { Section } from '#components/ui/section.tsx'
import { redirectUri } from '#lib/connections/addresses.ts'
import { listAgentConnections } from '#lib/connections/list-connections.ts'
import { listServices } from '#lib/connections/list-services.ts'
import type { McpServerView } from '#lib/mcp/schema.ts'
import { OutcomeNotice } from '../../../_components/connections/outcome-notice.tsx'
import { ServiceList } from '../../../_components/connections/service-list.tsx'
import { loadAgents } from '../../../_server/workspace-data.ts'
import { SetUpSignIn } from './set-up-sign-in.tsx'

interface SignInSectionProps {
  workspaceId: string
  server: McpServerView
  mayChange: boolean
}

/** How agents show a server who they are, each by its own connection. */
export async function SignInSection({ workspaceId, server, mayChange }: SignInSectionProps) {
  const t = await getTranslations('mcp')
  const { id, name, signIn } = server
  const back = redirectUri().href
  if (signIn === 'none') {
    if (!mayChange) return null
    return (
      <Section
        id="connections"
        title={t('signIn.section')}
        description={t('signIn.none')}
        action={<SetUpSignIn workspaceId={workspaceId} server={{ id, name }} redirectUri={back} />}
      >
        {null}
      </Section>
    )
  }
  const here: { workspaceId: string; agentId?: string; serviceId?: string } = { workspaceId }
  const [services, connections, { agents }] = await Promise.all([
    loadAllForPage(listServices, { workspaceId }),
    loadAllForPage(listAgentConnections, here),
    loadAgents(workspaceId),
  ])
  return (
    <Section id="connections" title={t('signIn.section')} description={t('signIn.oauth')}>
      <OutcomeNotice />
      <ServiceList
        workspaceId={workspaceId}
        redirectUri={back}
        services={services.filter(({ mcpServerId }) => mcpServerId === id)}
        connections={connections}
        agents={agents.map((agent) => ({ id: agent.id, name: agent.name }))}
        mayChange={mayChange}
      />
    </Section>
  )
}
