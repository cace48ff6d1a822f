'use client'

import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { rename } from '../actions.ts'

export function TenantForm({ tenantId, name, disabled }: { tenantId: string; name: string; disabled: boolean }) {
  const t = useTranslations('team.org')
  const confirm = useCallback(() => void toast.success(t('saved')), [t])
  const { submit, pending, error } = useSubmit(rename, confirm)
  return (
    <Form error={error} onSubmit={(data) => submit({ tenantId, name: String(data.get('name')) })}>
      <Field label={t('name')} errors={error?.fieldErrors?.name}>
        {(control) => <Input {...control} name="name" defaultValue={name} disabled={disabled} maxLength={80} />}
      </Field>
      {!disabled && (
        <Button type="submit" variant="primary" pending={pending} className="self-start">
          {t('save')}
        </Button>
      )}
    </Form>
  )
}
