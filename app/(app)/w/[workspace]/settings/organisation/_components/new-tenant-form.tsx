'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { found } from '../actions.ts'

export function NewTenantForm() {
  const t = useTranslations('team.org')
  const router = useRouter()
  const open = useCallback(
    ({ workspaceId }: { workspaceId: string }) => router.push(workspacePaths(workspaceId).home),
    [router],
  )
  const { submit, pending, error } = useSubmit(found, open)
  return (
    <Form error={error} onSubmit={(data) => submit(String(data.get('name')))}>
      <Field label={t('newName')} errors={error?.fieldErrors?.name}>
        {(control) => <Input {...control} name="name" placeholder={t('newExample')} maxLength={80} />}
      </Field>
      <Button type="submit" pending={pending} className="self-start">
        {t('create')}
      </Button>
    </Form>
  )
}
