'use client'

import { X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Avatar } from '#components/ui/avatar.tsx'
import { Button } from '#components/ui/button.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { atLeast, type Role } from '#lib/access/roles.ts'
import type { MemberView } from '#lib/tenants/schema.ts'
import { useRoleWords } from '../../_components/role-words.ts'
import { changeRole, dismissMember } from '../actions.ts'

interface MemberListProps {
  tenantId: string
  members: MemberView[]
  ownRole: Role
  ownUserId: string
}

export function MemberList({ tenantId, members, ownRole, ownUserId }: MemberListProps) {
  return (
    <ul className="divide-y rounded-xl border bg-raised shadow-raised">
      {members.map((member) => (
        <MemberRow
          key={member.userId}
          tenantId={tenantId}
          member={member}
          isSelf={member.userId === ownUserId}
          // Only an owner makes, changes or removes owners.
          mayChange={atLeast(ownRole, 'admin') && (ownRole === 'owner' || member.role !== 'owner')}
          grantable={ownRole === 'owner' ? ['owner', 'admin', 'member', 'viewer'] : ['admin', 'member', 'viewer']}
        />
      ))}
    </ul>
  )
}

interface MemberRowProps {
  tenantId: string
  member: MemberView
  isSelf: boolean
  mayChange: boolean
  grantable: Role[]
}

function MemberRow({ tenantId, member, isSelf, mayChange, grantable }: MemberRowProps) {
  const roleWords = useRoleWords()
  const t = useTranslations('team')
  const { userId, name, email, role } = member
  const { submit, pending, error } = useSubmit(changeRole)
  const remove = useCallback(() => dismissMember({ tenantId, userId }), [tenantId, userId])
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
      <Avatar name={name} size="md" />
      <div className="min-w-40 flex-1">
        <p className="truncate font-medium">
          {name}
          {isSelf && <span className="font-normal text-muted-foreground"> {t('youMark')}</span>}
        </p>
        <p className="truncate text-muted-foreground text-sm">{email}</p>
      </div>
      {mayChange ? (
        <>
          <Select
            aria-label={t('roleOf', { name })}
            className="w-36"
            value={role}
            disabled={pending}
            options={grantable.map((value) => ({ value, ...roleWords[value] }))}
            onValueChange={(next) => submit({ tenantId, userId, role: next })}
          />
          <ConfirmDialog
            trigger={
              <Button variant="ghost" size="icon-sm" aria-label={t('removeName', { name })}>
                <X aria-hidden />
              </Button>
            }
            title={t('removeQuestion', { name })}
            consequences={[t('removeEnter'), t('removeKeys'), t('removeStays')]}
            confirmLabel={t('removeName', { name })}
            action={remove}
            onDone={() => toast.success(t('removed', { name }))}
          />
        </>
      ) : (
        <span className="text-muted-foreground">{roleWords[role].label}</span>
      )}
      {error && (
        <p role="alert" className="w-full text-danger text-sm">
          {error.message}
        </p>
      )}
    </li>
  )
}
