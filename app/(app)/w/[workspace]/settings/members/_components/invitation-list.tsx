'use client'

import { Link2, Mail } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { LocalDate } from '#components/ui/local-date.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { atLeast, type Role } from '#lib/access/roles.ts'
import type { InvitationView } from '#lib/tenants/invitations/schema.ts'
import { useRoleWords } from '../../_components/role-words.ts'
import { inviteAgain, withdrawInvitation } from '../actions.ts'
import { InvitationLink } from './invitation-link.tsx'

interface InvitationListProps {
  tenantId: string
  invitations: InvitationView[]
  ownRole: Role
}

export function InvitationList({ tenantId, invitations, ownRole }: InvitationListProps) {
  const t = useTranslations('team.invite')
  if (invitations.length === 0) return <p className="text-muted-foreground">{t('none')}</p>
  return (
    <ul className="divide-y rounded-xl border bg-raised shadow-raised">
      {invitations.map((invitation) => (
        <InvitationRow
          key={invitation.id}
          tenantId={tenantId}
          invitation={invitation}
          mayRenew={atLeast(ownRole, invitation.role)}
        />
      ))}
    </ul>
  )
}

function InvitationRow(props: { tenantId: string; invitation: InvitationView; mayRenew: boolean }) {
  const { tenantId, invitation, mayRenew } = props
  const t = useTranslations('team.invite')
  const roleWords = useRoleWords()
  const { id, email, role, maxUses, uses, inviterName, expiresAt, delivery } = invitation
  const [renewed, setRenewed] = useState<InvitationView & { url: string }>()
  const show = useCallback((made: InvitationView & { url: string }) => setRenewed(made), [])
  const { submit, pending, error } = useSubmit(inviteAgain, show)
  const revoke = useCallback(() => withdrawInvitation({ tenantId, invitationId: id }), [tenantId, id])
  const Icon = email ? Mail : Link2
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <Icon aria-hidden className="size-4 text-muted-foreground" />
      <div className="min-w-40 flex-1">
        <p className="truncate font-medium">{email ?? t('byLink')}</p>
        <p className="text-muted-foreground text-sm">
          {t.rich('until', { date: () => <LocalDate date={expiresAt} /> })}
          {inviterName && ` · ${t('by', { name: inviterName })}`}
          {maxUses > 1 && ` · ${t('usedOf', { uses, max: maxUses })}`}
        </p>
      </div>
      {delivery !== 'none' && <DeliveryBadge delivery={delivery} />}
      <Badge>{roleWords[role].label}</Badge>
      {mayRenew && (
        <Button size="sm" pending={pending} onClick={() => submit({ tenantId, invitationId: id })}>
          {t('resend')}
        </Button>
      )}
      <ConfirmDialog
        trigger={
          <Button variant="danger-ghost" size="sm">
            {t('revoke')}
          </Button>
        }
        title={t('revokeQuestion')}
        consequences={[t('revokeLink'), t('revokeStays')]}
        confirmLabel={t('revokeDo')}
        action={revoke}
        onDone={() => toast.success(t('revoked'))}
      />
      {renewed && (
        <div className="flex w-full flex-col gap-2">
          <p className="text-muted-foreground text-sm">{t('resent')}</p>
          <InvitationLink invitation={renewed} />
        </div>
      )}
      {error && (
        <p role="alert" className="w-full text-danger text-sm">
          {error.message}
        </p>
      )}
    </li>
  )
}

function DeliveryBadge({ delivery }: { delivery: InvitationView['delivery'] }) {
  const t = useTranslations('team.invite.state')
  if (delivery === 'sent') return <Badge tone="success">{t('sent')}</Badge>
  if (delivery === 'sending') return <Badge>{t('sending')}</Badge>
  return <Badge tone="warning">{t('failed')}</Badge>
}
