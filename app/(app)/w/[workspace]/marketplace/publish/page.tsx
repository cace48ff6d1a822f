import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadAllForPage, loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Notice } from '#components/ui/notice.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { listHttpTools } from '#lib/http-tools/list-tools.ts'
import { listMcpServers } from '#lib/mcp/list-servers.ts'
import { listPackages } from '#lib/packages/list-packages.ts'
import { listSkills } from '#lib/skills/list-skills.ts'
import { loadAgents, loadPlace } from '../../_server/workspace-data.ts'
import { PublishForm } from '../_components/publish-form.tsx'

export const generateMetadata = pageTitle('market.publish')

/** Makes a package of parts of the workspace. */
export default async function PublishPage({ params }: PageProps<'/w/[workspace]/marketplace/publish'>) {
  const t = await getTranslations('market')
  const { workspace: workspaceId } = await params
  const [{ role }, skills, { agents }, httpTools, mcpServers, { items: own }] = await Promise.all([
    loadPlace(workspaceId),
    loadAllForPage(listSkills, { workspaceId }),
    loadAgents(workspaceId),
    loadAllForPage(listHttpTools, { workspaceId }),
    loadAllForPage(listMcpServers, { workspaceId }),
    loadForPage(listPackages, { workspaceId, from: 'own', sort: 'name', limit: 200 }),
  ])
  return (
    <>
      <PageHeader
        trail={[{ href: workspacePaths(workspaceId).marketplace, label: t('marketplace') }]}
        title={t('publish')}
      />
      <PageBody width="narrow">
        {atLeast(role, 'admin') ? (
          <PublishForm
            workspaceId={workspaceId}
            skills={skills.map(({ id, name, description }) => ({ id, name, description }))}
            agents={agents.map(({ id, name, summary }) => ({ id, name, description: summary }))}
            httpTools={httpTools.map(({ id, name, description }) => ({ id, name, description }))}
            mcpServers={mcpServers.map(({ id, name, url, command, args }) => ({
              id,
              name,
              description: url || [command, ...args].join(' '),
            }))}
            published={own.map(({ name, title, description, categories, version }) => ({
              name,
              title,
              description,
              categories,
              version,
            }))}
          />
        ) : (
          <Notice>{t('publishByAdmins')}</Notice>
        )}
      </PageBody>
    </>
  )
}
