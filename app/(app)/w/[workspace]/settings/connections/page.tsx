import { Cable, Plus } from 'lucide-react'
import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadAllForPage } from '#app/_server/load-for-page.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { redirectUri } from '#lib/connections/addresses.ts'
import { listAgentConnections } from '#lib/connections/list-connections.ts'
import { listServices } from '#lib/connections/list-services.ts'
import { OutcomeNotice } from '../../_components/connections/outcome-notice.tsx'
import { ServiceDialog } from '../../_components/connections/service-dialog.tsx'
import { ServiceList } from '../../_components/connections/service-list.tsx'
import { loadAgents, loadPlace } from '../../_server/workspace-data.ts'

export const generateMetadata = pageTitle('connections.title')

export default async function ConnectionsPage({ params }: PageProps<'/w/[workspace]/settings/connections'>) {
  const t = await getTranslations('connections')
  const { workspace: workspaceId } = await params
  const here: { workspaceId: string; agentId?: string; serviceId?: string } = { workspaceId }
  const [{ role }, services, connections, loaded] = await Promise.all([
    loadPlace(workspaceId),
    loadAllForPage(listServices, { workspaceId }),
    loadAllForPage(listAgentConnections, here),
    loadAgents(workspaceId),
  ])
  const mayChange = atLeast(role, 'admin')
  const back = redirectUri().href
  const add = mayChange && (
    <ServiceDialog
      workspaceId={workspaceId}
      redirectUri={back}
      trigger={
        <Button variant="primary" size="sm">
          <Plus aria-hidden />
          {t('add')}
        </Button>
      }
    />
  )
  return (
    <ClientMessages namespaces={['connections']}>
      <Section
        id="connections"
        title={t('title')}
        description={t('pageDescription')}
        action={services.length > 0 && add}
      >
        <OutcomeNotice />
        {services.length === 0 ? (
          <EmptyState
            icon={Cable}
            title={t('emptyTitle')}
            description={t(mayChange ? 'emptyAdmin' : 'emptyMember')}
            action={add}
            className="rounded-xl border"
          />
        ) : (
          <ServiceList
            workspaceId={workspaceId}
            redirectUri={back}
            services={services}
            connections={connections}
            agents={loaded.agents.map(({ id, name }) => ({ id, name }))}
            mayChange={mayChange}
          />
        )}
      </Section>
    </ClientMessages>
  )
}
