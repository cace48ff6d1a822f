'use client'

import { UserPlus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import {
  Dialog,
  DialogActions,
  DialogCancel,
  DialogClose,
  DialogContent,
  DialogTrigger,
} from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { Role } from '#lib/access/roles.ts'
import type { InvitationView } from '#lib/tenants/invitations/schema.ts'
import { useRoleWords } from '../../_components/role-words.ts'
import { invite } from '../actions.ts'
import { InvitationLink } from './invitation-link.tsx'

interface InviteDialogProps {
  tenantId: string
  /** Those that the person can give. */
  roles: Role[]
  workspaces: { id: string; name: string }[]
  sendsEmail: boolean
}

const ANY = 'any'

export function InviteDialog({ tenantId, roles, workspaces, sendsEmail }: InviteDialogProps) {
  const t = useTranslations('team.invite')
  const words = useTranslations('team')
  const roleWords = useRoleWords()
  const [open, setOpen] = useState(false)
  const [email, setEmail] = useState('')
  const [made, setMade] = useState<InvitationView & { url: string }>()
  const show = useCallback((invitation: InvitationView & { url: string }) => setMade(invitation), [])
  const { submit, pending, error, clearError } = useSubmit(invite, show)
  const isBound = email.trim() !== ''
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setMade(undefined)
        setEmail('')
        clearError()
      }}
    >
      <DialogTrigger asChild>
        <Button variant="primary" size="sm">
          <UserPlus aria-hidden />
          {t('invite')}
        </Button>
      </DialogTrigger>
      {made ? (
        <DialogContent title={t('ready')} description={t('readyDescription')}>
          <InvitationLink invitation={made} />
          <DialogActions>
            <DialogClose asChild>
              <Button variant="primary">{words('done')}</Button>
            </DialogClose>
          </DialogActions>
        </DialogContent>
      ) : (
        <DialogContent title={t('title')} description={t('description')}>
          <Form
            error={error}
            onSubmit={(data) => {
              const workspace = String(data.get('workspace'))
              submit({
                tenantId,
                email: isBound ? email : null,
                role: String(data.get('role')),
                workspaceId: workspace === ANY ? null : workspace,
                maxUses: isBound ? 1 : Number(data.get('uses')),
                expiresInDays: Number(data.get('days')),
              })
            }}
          >
            <Field
              label={t('email')}
              hint={isBound ? t(sendsEmail ? 'emailSent' : 'emailNotSent') : t('emailOptional')}
              errors={error?.fieldErrors?.email}
            >
              {(control) => (
                <Input
                  {...control}
                  type="email"
                  autoComplete="off"
                  value={email}
                  onChange={(event) => setEmail(event.target.value)}
                />
              )}
            </Field>
            <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
              <Field label={t('role')}>
                {(control) => (
                  <Select
                    {...control}
                    name="role"
                    defaultValue="member"
                    options={roles.map((value) => ({ value, ...roleWords[value] }))}
                  />
                )}
              </Field>
              <Field label={t('workspace')}>
                {(control) => (
                  <Select
                    {...control}
                    name="workspace"
                    defaultValue={ANY}
                    options={[
                      { value: ANY, label: t('anyWorkspace') },
                      ...workspaces.map(({ id, name }) => ({ value: id, label: name })),
                    ]}
                  />
                )}
              </Field>
              <Field label={t('expires')}>
                {(control) => (
                  <Select
                    {...control}
                    name="days"
                    defaultValue="7"
                    options={[1, 7, 30].map((count) => ({ value: String(count), label: t('days', { count }) }))}
                  />
                )}
              </Field>
              {!isBound && (
                <Field label={t('uses')}>
                  {(control) => (
                    <Select
                      {...control}
                      name="uses"
                      defaultValue="1"
                      options={[1, 5, 25, 100].map((count) => ({
                        value: String(count),
                        label: t('people', { count }),
                      }))}
                    />
                  )}
                </Field>
              )}
            </div>
            <DialogActions>
              <DialogCancel />
              <Button type="submit" variant="primary" pending={pending}>
                {t('make')}
              </Button>
            </DialogActions>
          </Form>
        </DialogContent>
      )}
    </Dialog>
  )
}
