import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadForPage } from '#app/_server/load-for-page.ts'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { getWorkspace } from '#lib/workspaces/get-workspace.ts'
import { loadPlace } from '../_server/workspace-data.ts'
import { NewWorkspaceForm } from './_components/new-workspace-form.tsx'
import { WorkspaceForm } from './_components/workspace-form.tsx'

export const generateMetadata = pageTitle('settings.settings')

export default async function GeneralSettingsPage({ params }: PageProps<'/w/[workspace]/settings'>) {
  const t = await getTranslations('settings')
  const { workspace: workspaceId } = await params
  const [workspace, { tenantId, tenantName, role }] = await Promise.all([
    loadForPage(getWorkspace, { workspaceId }),
    loadPlace(workspaceId),
  ])
  const mayChange = atLeast(role, 'admin')
  return (
    <div className="flex flex-col gap-10">
      <Section title={t('workspace')} description={mayChange ? t('workspaceDescription') : t('workspaceReadOnly')}>
        <WorkspaceForm
          workspaceId={workspaceId}
          name={workspace.name}
          access={workspace.access}
          tenantName={tenantName}
          disabled={!mayChange}
        />
      </Section>
      {mayChange && (
        <Section
          id="new-workspace"
          title={t('newWorkspace')}
          description={t('newWorkspaceDescription', { tenant: tenantName })}
          className="border-t pt-8"
        >
          <NewWorkspaceForm tenantId={tenantId} />
        </Section>
      )}
    </div>
  )
}
