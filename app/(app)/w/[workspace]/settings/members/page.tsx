import { getTranslations } from 'next-intl/server'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { requireUser } from '#app/_server/current-user.ts'
import { loadAllForPage } from '#app/_server/load-for-page.ts'
import { Section } from '#components/ui/section.tsx'
import { atLeast, ROLES } from '#lib/access/roles.ts'
import { canSendEmail } from '#lib/email/send-email.ts'
import { listInvitations } from '#lib/tenants/invitations/list-invitations.ts'
import type { InvitationState } from '#lib/tenants/invitations/schema.ts'
import { listMembers } from '#lib/tenants/members/list-members.ts'
import { listWorkspaces } from '#lib/workspaces/list-workspaces.ts'
import { loadPlace } from '../../_server/workspace-data.ts'
import { InvitationList } from './_components/invitation-list.tsx'
import { InviteDialog } from './_components/invite-dialog.tsx'
import { MemberList } from './_components/member-list.tsx'

export const generateMetadata = pageTitle('team.members')

export default async function MembersPage({ params }: PageProps<'/w/[workspace]/settings/members'>) {
  const t = await getTranslations('team')
  const { workspace } = await params
  const [user, { tenantId, tenantName, role }] = await Promise.all([requireUser(), loadPlace(workspace)])
  const mayInvite = atLeast(role, 'admin')
  const open: { tenantId: string; state?: InvitationState } = { tenantId, state: 'open' }
  const [members, invitations, workspaces] = await Promise.all([
    loadAllForPage(listMembers, { tenantId }),
    mayInvite ? loadAllForPage(listInvitations, open) : [],
    mayInvite ? loadAllForPage(listWorkspaces, { tenantId, archived: false }) : [],
  ])
  return (
    <div className="flex flex-col gap-10">
      <Section
        title={t('members')}
        description={t('membersDescription', { tenant: tenantName })}
        action={
          mayInvite && (
            <InviteDialog
              tenantId={tenantId}
              roles={ROLES.filter((candidate) => atLeast(role, candidate))}
              workspaces={workspaces.map(({ id, name }) => ({ id, name }))}
              sendsEmail={canSendEmail()}
            />
          )
        }
      >
        <MemberList tenantId={tenantId} members={members} ownRole={role} ownUserId={user.id} />
      </Section>
      {mayInvite && (
        <Section title={t('invite.open')} description={t('invite.openDescription')} className="border-t pt-8">
          <InvitationList tenantId={tenantId} invitations={invitations} ownRole={role} />
        </Section>
      )}
    </div>
  )
}
