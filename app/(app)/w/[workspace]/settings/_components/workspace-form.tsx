'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { saveWorkspace } from '../actions.ts'

interface WorkspaceFormProps {
  workspaceId: string
  name: string
  access: 'tenant' | 'named'
  tenantName: string
  disabled: boolean
}

export function WorkspaceForm({ workspaceId, name, access, tenantName, disabled }: WorkspaceFormProps) {
  const t = useTranslations('settings')
  const confirm = useCallback(() => void toast.success(t('saved')), [t])
  const { submit, pending, error } = useSubmit(saveWorkspace, confirm)
  return (
    <Form
      error={error}
      onSubmit={(data) =>
        submit({ workspaceId, name: String(data.get('name')), access: String(data.get('access') ?? access) })
      }
    >
      <Field label={t('name')} errors={error?.fieldErrors?.name}>
        {(control) => <Input {...control} name="name" defaultValue={name} disabled={disabled} maxLength={80} />}
      </Field>
      <Field label={t('whoCanEnter')}>
        {(control) => (
          <Select
            {...control}
            name="access"
            defaultValue={access}
            disabled={disabled}
            options={[
              { value: 'tenant', label: t('everybodyIn', { tenant: tenantName }) },
              { value: 'named', label: t('namedAccess') },
            ]}
          />
        )}
      </Field>
      {!disabled && (
        <Button type="submit" variant="primary" pending={pending} className="self-start">
          {t('save')}
        </Button>
      )}
    </Form>
  )
}
