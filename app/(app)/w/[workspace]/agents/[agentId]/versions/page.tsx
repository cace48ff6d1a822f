import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { atLeast } from '#lib/access/roles.ts'
import { getAgent } from '#lib/agents/get-agent.ts'
import { listVersions } from '#lib/agents/list-versions.ts'
import { loadPlace } from '../../../_server/workspace-data.ts'
import { VersionList } from '../../_components/version-list.tsx'

/** Older ones are over the API. */
const SHOWN = 200

export const generateMetadata = pageTitle('agents.versions')

export default async function VersionsPage({ params }: PageProps<'/w/[workspace]/agents/[agentId]/versions'>) {
  const t = await getTranslations('agents')
  const { workspace: workspaceId, agentId } = await params
  const [agent, { items }, { role }] = await Promise.all([
    loadForPage(getAgent, { workspaceId, agentId }),
    loadForPage(listVersions, { workspaceId, agentId, limit: SHOWN }),
    loadPlace(workspaceId),
  ])
  const paths = workspacePaths(workspaceId)
  return (
    <>
      <PageHeader
        trail={[
          { href: paths.agents, label: t('agents') },
          { href: paths.agent(agentId), label: agent.name },
        ]}
        title={<span className="truncate">{t('versions')}</span>}
      />
      <PageBody width="narrow">
        <ClientMessages namespaces={['chat']}>
          <VersionList
            workspaceId={workspaceId}
            agentId={agentId}
            current={agent.version}
            versions={items}
            mayRestore={atLeast(role, 'member')}
          />
        </ClientMessages>
      </PageBody>
    </>
  )
}
