import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { loadAllForPage, loadForPage } from '#app/_server/load-for-page.ts'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { listMembers } from '#lib/tenants/members/list-members.ts'
import { getWorkspace } from '#lib/workspaces/get-workspace.ts'
import { listWorkspaceMembers } from '#lib/workspaces/list-workspace-members.ts'
import { StopSettings } from '../_components/stops/stop-settings.tsx'
import { loadPlace, loadStops } from '../_server/workspace-data.ts'
import { NewWorkspaceForm } from './_components/new-workspace-form.tsx'
import { WorkspaceEnd } from './_components/workspace-end.tsx'
import { WorkspaceForm } from './_components/workspace-form.tsx'
import { WorkspacePeople } from './_components/workspace-people.tsx'

export const generateMetadata = pageTitle('settings.settings')

export default async function GeneralSettingsPage({ params }: PageProps<'/w/[workspace]/settings'>) {
  const [t, words, stop] = await Promise.all([
    getTranslations('settings'),
    getTranslations('team'),
    getTranslations('stop'),
  ])
  const { workspace: workspaceId } = await params
  const [workspace, { tenantId, tenantName, role }, stops] = await Promise.all([
    loadForPage(getWorkspace, { workspaceId }),
    loadPlace(workspaceId),
    loadStops(workspaceId),
  ])
  const mayChange = atLeast(role, 'admin')
  const isNamed = workspace.access === 'named'
  const [people, members] = await Promise.all([
    isNamed ? loadAllForPage(listWorkspaceMembers, { workspaceId }) : [],
    isNamed && mayChange ? loadAllForPage(listMembers, { tenantId }) : [],
  ])
  // Owners and admins are in anyway.
  const isIn = new Set(people.map(({ userId }) => userId))
  const candidates = members.filter((member) => !atLeast(member.role, 'admin') && !isIn.has(member.userId))
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
      {isNamed && (
        <Section title={words('people.title')} description={words('people.description')} className="border-t pt-8">
          <WorkspacePeople workspaceId={workspaceId} people={people} candidates={mayChange ? candidates : null} />
        </Section>
      )}
      {mayChange && (
        <Section
          id="new-workspace"
          title={t('newWorkspace')}
          description={t('newWorkspaceDescription', { tenant: tenantName })}
          className="border-t pt-8"
        >
          <NewWorkspaceForm tenantId={tenantId} tenantName={tenantName} />
        </Section>
      )}
      {mayChange && (
        <Section id="stop" title={stop('title')} className="border-t pt-8">
          <StopSettings workspaceId={workspaceId} tenant={{ id: tenantId, name: tenantName }} stops={stops} />
        </Section>
      )}
      {mayChange && (
        <Section title={words('danger.title')} className="border-t pt-8">
          <WorkspaceEnd tenantId={tenantId} workspaceId={workspaceId} name={workspace.name} />
        </Section>
      )}
    </div>
  )
}
