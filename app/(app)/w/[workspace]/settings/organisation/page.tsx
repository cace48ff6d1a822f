import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { requireUser } from '#app/_server/current-user.ts'
import { loadAllForPage, loadForPage } from '#app/_server/load-for-page.ts'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { listMembers } from '#lib/tenants/members/list-members.ts'
import { getTenant } from '#lib/tenants/organisation/get-tenant.ts'
import { listWorkspaces } from '#lib/workspaces/list-workspaces.ts'
import { loadPlace } from '../../_server/workspace-data.ts'
import { ArchivedWorkspaces } from './_components/archived-workspaces.tsx'
import { NewTenantForm } from './_components/new-tenant-form.tsx'
import { TenantForm } from './_components/tenant-form.tsx'
import { TenantMembership } from './_components/tenant-membership.tsx'

export const generateMetadata = pageTitle('team.org.title')

export default async function OrganisationPage({ params }: PageProps<'/w/[workspace]/settings/organisation'>) {
  const { workspace } = await params
  const [words, user, { tenantId }] = await Promise.all([getTranslations('team'), requireUser(), loadPlace(workspace)])
  const { name: tenant, role } = await loadForPage(getTenant, { tenantId })
  const mayChange = atLeast(role, 'admin')
  const [members, archived] = await Promise.all([
    loadAllForPage(listMembers, { tenantId }),
    mayChange ? loadAllForPage(listWorkspaces, { tenantId, archived: true }) : [],
  ])
  const others = members.filter(({ userId }) => userId !== user.id)
  const isLastOwner = role === 'owner' && others.every((member) => member.role !== 'owner')
  return (
    <div className="flex flex-col gap-10">
      <Section
        title={words('org.title')}
        description={mayChange ? words('org.renameDescription') : words('org.readOnly')}
      >
        <TenantForm tenantId={tenantId} name={tenant} disabled={!mayChange} />
      </Section>
      {archived.length > 0 && (
        <Section
          title={words('org.archivedTitle')}
          description={words('org.archivedDescription')}
          className="border-t pt-8"
        >
          <ArchivedWorkspaces tenantId={tenantId} workspaces={archived} />
        </Section>
      )}
      <Section
        title={words('org.yours', { tenant })}
        description={words('org.yoursDescription', { role: words(`roles.${role}.label`) })}
        className="border-t pt-8"
      >
        <TenantMembership
          tenantId={tenantId}
          tenant={tenant}
          isOwner={role === 'owner'}
          isLastOwner={isLastOwner}
          others={others.map(({ userId, name, email }) => ({ userId, name, email }))}
        />
      </Section>
      <Section title={words('org.newTitle')} description={words('org.newDescription')} className="border-t pt-8">
        <NewTenantForm />
      </Section>
    </div>
  )
}
