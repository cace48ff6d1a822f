'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { openSession } from '../../_components/open-session.ts'
import { PasswordField } from '../../_components/password-field.tsx'
import { createAccount } from '../actions.ts'

interface Account {
  name: string
  email: string
  password: string
}

/** Creates the account and signs in to it, so that the next page is the workspace. */
async function createAndEnter(account: Account) {
  const created = await createAccount(account)
  if (!created.ok) return created
  const opened = await openSession(account)
  return opened.ok ? created : opened
}

export function SignUpForm() {
  const t = useTranslations('auth')
  const router = useRouter()
  const enter = useCallback(({ workspaceId }: { workspaceId: string }) => router.replace(`/w/${workspaceId}`), [router])
  const { submit, pending, error } = useSubmit(createAndEnter, enter)
  const errors = error?.fieldErrors
  return (
    <Form
      error={error}
      onSubmit={(data) =>
        submit({
          name: String(data.get('name')),
          email: String(data.get('email')),
          password: String(data.get('password')),
        })
      }
    >
      <Field label={t('yourName')} errors={errors?.name}>
        {(control) => <Input {...control} name="name" autoComplete="name" required autoFocus className="h-9" />}
      </Field>
      <Field label={t('email')} errors={errors?.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required className="h-9" />}
      </Field>
      <PasswordField autoComplete="new-password" hint={t('passwordHint')} errors={errors?.password} />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {t('createAccount')}
      </Button>
    </Form>
  )
}
