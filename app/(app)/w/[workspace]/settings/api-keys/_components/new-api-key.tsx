'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
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
import { KEY_SCOPES } from '#lib/access/key-scopes.ts'
import type { Role } from '#lib/access/roles.ts'
import { useRoleWords } from '../../_components/role-words.ts'
import { makeApiKey } from '../actions.ts'
import { KeyScopes } from './key-scopes.tsx'

interface NewApiKeyProps {
  tenantId: string
  workspace: { id: string; name: string }
  /** Those that the person can hand on. */
  roles: Role[]
}

const EVERYWHERE = 'everywhere'

export function NewApiKey({ tenantId, workspace, roles }: NewApiKeyProps) {
  const roleWords = useRoleWords()
  const t = useTranslations('team')
  const [open, setOpen] = useState(false)
  const [key, setKey] = useState<string>()
  const show = useCallback((made: { key: string }) => setKey(made.key), [])
  const { submit, pending, error, clearError } = useSubmit(makeApiKey, show)
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setKey(undefined)
        clearError()
      }}
    >
      <DialogTrigger asChild>
        <Button variant="primary" size="sm">
          <Plus aria-hidden />
          {t('newKey')}
        </Button>
      </DialogTrigger>
      {key ? (
        <DialogContent title={t('yourNewKey')} description={t('copyNow')}>
          <CopyField label={t('apiKey')} value={key} />
          <DialogActions>
            <DialogClose asChild>
              <Button variant="primary">{t('done')}</Button>
            </DialogClose>
          </DialogActions>
        </DialogContent>
      ) : (
        <DialogContent title={t('newApiKey')} description={t('newKeyDescription')}>
          <Form
            error={error}
            onSubmit={(data) => {
              const reach = String(data.get('reach'))
              submit({
                tenantId,
                name: String(data.get('name')),
                role: String(data.get('role')),
                scopes: KEY_SCOPES.filter((scope) => scope === 'read' || data.get(scope) === 'on'),
                workspaceId: reach === EVERYWHERE ? null : reach,
                expiresInDays: Number(data.get('days')) || null,
              })
            }}
          >
            <Field label={t('name')} errors={error?.fieldErrors?.name}>
              {(control) => <Input {...control} name="name" placeholder={t('keyExample')} maxLength={80} />}
            </Field>
            <div className="grid grid-cols-2 gap-4">
              <Field label={t('mayDo')}>
                {(control) => (
                  <Select
                    {...control}
                    name="role"
                    defaultValue={roles.includes('member') ? 'member' : roles[0]}
                    options={roles.map((value) => ({ value, ...roleWords[value] }))}
                  />
                )}
              </Field>
              <Field label={t('where')}>
                {(control) => (
                  <Select
                    {...control}
                    name="reach"
                    defaultValue={workspace.id}
                    options={[
                      { value: workspace.id, label: workspace.name },
                      { value: EVERYWHERE, label: t('allWorkspaces') },
                    ]}
                  />
                )}
              </Field>
            </div>
            <KeyScopes />
            <Field label={t('keys.expires')}>
              {(control) => (
                <Select
                  {...control}
                  name="days"
                  defaultValue="90"
                  options={[
                    ...[7, 30, 90, 365].map((count) => ({ value: String(count), label: t('invite.days', { count }) })),
                    { value: '0', label: t('keys.never') },
                  ]}
                />
              )}
            </Field>
            <DialogActions>
              <DialogCancel />
              <Button type="submit" variant="primary" pending={pending}>
                {t('makeKey')}
              </Button>
            </DialogActions>
          </Form>
        </DialogContent>
      )}
    </Dialog>
  )
}
