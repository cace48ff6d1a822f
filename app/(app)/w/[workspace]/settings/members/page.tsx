import type { Metadata } from 'next'
import { requireUser } from '#app/_server/current-user.ts'
import { loadAllForPage } from '#app/_server/load-for-page.ts'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Section } from '#components/ui/section.tsx'
import { atLeast } from '#lib/access/roles.ts'
import { listMembers } from '#lib/tenants/members/list-members.ts'
import { loadPlace } from '../../_server/workspace-data.ts'
import { MemberList } from './_components/member-list.tsx'

export const metadata: Metadata = { title: 'Members' }

export default async function MembersPage({ params }: PageProps<'/w/[workspace]/settings/members'>) {
  const { workspace } = await params
  const [user, { tenantId, tenantName, role }] = await Promise.all([requireUser(), loadPlace(workspace)])
  const members = await loadAllForPage(listMembers, { tenantId })
  return (
    <Section title="Members" description={`The people of ${tenantName}, and what each of them may do.`}>
      <MemberList tenantId={tenantId} members={members} ownRole={role} ownUserId={user.id} />
      {atLeast(role, 'admin') && (
        <div className="flex flex-col gap-2">
          <p className="text-muted-foreground">
            Somebody new? Whoever runs this installation makes the account, with this command on the server:
          </p>
          <CopyField
            label="Command that adds a person"
            value={`npm run admin -- create-user --tenant ${tenantId} --email their@address --name "Their Name"`}
          />
        </div>
      )}
    </Section>
  )
}
