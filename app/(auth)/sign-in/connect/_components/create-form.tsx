'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { createAccount } from '../actions.ts'

/** Makes an account that signs in by the service. @param name as the service has it */
export function CreateForm({ name }: { name: string }) {
  const t = useTranslations('auth')
  const router = useRouter()
  const enter = useCallback(
    ({ workspaceId }: { workspaceId: string | null }) => router.replace(workspaceId ? `/w/${workspaceId}` : '/'),
    [router],
  )
  const { submit, pending, error } = useSubmit(createAccount, enter)
  return (
    <Form error={error} onSubmit={(data) => submit({ name: String(data.get('name')) })}>
      <Field label={t('yourName')} errors={error?.fieldErrors?.name}>
        {(control) => (
          <Input {...control} name="name" autoComplete="name" defaultValue={name} required autoFocus className="h-9" />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {t('createAccount')}
      </Button>
    </Form>
  )
}
