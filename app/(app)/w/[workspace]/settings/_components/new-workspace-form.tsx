'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { addWorkspace } from '../actions.ts'

export function NewWorkspaceForm({ tenantId, tenantName }: { tenantId: string; tenantName: string }) {
  const t = useTranslations('settings')
  const router = useRouter()
  const open = useCallback(({ id }: { id: string }) => router.push(workspacePaths(id).home), [router])
  const { submit, pending, error } = useSubmit(addWorkspace, open)
  return (
    <Form
      error={error}
      onSubmit={(data) => submit({ tenantId, name: String(data.get('name')), access: String(data.get('access')) })}
    >
      <Field label={t('name')} errors={error?.fieldErrors?.name}>
        {(control) => <Input {...control} name="name" placeholder={t('workspaceExample')} maxLength={80} />}
      </Field>
      <Field label={t('whoCanEnter')}>
        {(control) => (
          <Select
            {...control}
            name="access"
            defaultValue="tenant"
            options={[
              { value: 'tenant', label: t('everybodyIn', { tenant: tenantName }) },
              { value: 'named', label: t('namedAccess') },
            ]}
          />
        )}
      </Field>
      <Button type="submit" pending={pending} className="self-start">
        {t('createWorkspace')}
      </Button>
    </Form>
  )
}
