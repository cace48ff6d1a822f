import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { requireUser } from '#app/_server/current-user.ts'
import { loadAllForPage } from '#app/_server/load-for-page.ts'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { listMembers } from '#lib/tenants/members/list-members.ts'
import { loadPlace } from '../../_server/workspace-data.ts'
import { MemberList } from './_components/member-list.tsx'

export const generateMetadata = pageTitle('team.members')

export default async function MembersPage({ params }: PageProps<'/w/[workspace]/settings/members'>) {
  const t = await getTranslations('team')
  const { workspace } = await params
  const [user, { tenantId, tenantName, role }] = await Promise.all([requireUser(), loadPlace(workspace)])
  const members = await loadAllForPage(listMembers, { tenantId })
  return (
    <Section title={t('members')} description={t('membersDescription', { tenant: tenantName })}>
      <MemberList tenantId={tenantId} members={members} ownRole={role} ownUserId={user.id} />
      {atLeast(role, 'admin') && (
        <div className="flex flex-col gap-2">
          <p className="text-muted-foreground">{t('somebodyNew')}</p>
          <CopyField
            label={t('addCommand')}
            value={`npm run admin -- create-user --tenant ${tenantId} --email their@address --name "Their Name"`}
          />
        </div>
      )}
    </Section>
  )
}
