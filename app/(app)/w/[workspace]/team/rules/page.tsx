import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { atLeast } from '#lib/access/roles.ts'
import { getTeamSettings } from '#lib/mail/get-settings.ts'
import { narrowest } from '#lib/mail/limits.ts'
import { loadAgents, loadPlace } from '../../_server/workspace-data.ts'
import { RulesForm } from '../_components/rules-form.tsx'

export const generateMetadata = pageTitle('team-talk.rulesTitle')

/** Which agents of the workspace may talk to one another, and how much. */
export default async function TeamRulesPage({ params }: PageProps<'/w/[workspace]/team/rules'>) {
  const { workspace: workspaceId } = await params
  const [t, { workspace: settings, tenant }, { agents }, { role }] = await Promise.all([
    getTranslations('team-talk'),
    loadForPage(getTeamSettings, { workspaceId }),
    loadAgents(workspaceId),
    loadPlace(workspaceId),
  ])
  return (
    <>
      <PageHeader
        trail={[{ href: workspacePaths(workspaceId).team, label: t('title') }]}
        title={<span className="truncate">{t('rules')}</span>}
      />
      <PageBody width="narrow">
        <RulesForm
          workspaceId={workspaceId}
          settings={settings}
          most={narrowest([tenant.limits])}
          agents={agents.map(({ id, name }) => ({ id, name }))}
          mayChange={atLeast(role, 'admin')}
        />
      </PageBody>
    </>
  )
}
