'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { openSession } from '../../../_components/open-session.ts'
import { PasswordField } from '../../../_components/password-field.tsx'
import { signUpAndAccept } from '../actions.ts'

type Joining = Parameters<typeof signUpAndAccept>[0]

async function createAndEnter(joining: Joining) {
  const created = await signUpAndAccept(joining)
  if (!created.ok) return created
  const opened = await openSession(joining)
  return opened.ok ? created : opened
}

/** @param email the address that the invitation is bound to */
export function JoinForm({ token, email }: { token: string; email: string | null }) {
  const t = useTranslations('auth')
  const words = useTranslations('team.join')
  const router = useRouter()
  const enter = useCallback(
    ({ workspaceId }: { workspaceId: string | null }) => router.replace(workspaceId ? `/w/${workspaceId}` : '/'),
    [router],
  )
  const { submit, pending, error } = useSubmit(createAndEnter, enter)
  const errors = error?.fieldErrors
  return (
    <Form
      error={error}
      onSubmit={(data) =>
        submit({
          token,
          name: String(data.get('name')),
          email: email ?? String(data.get('email')),
          password: String(data.get('password')),
        })
      }
    >
      <Field label={t('yourName')} errors={errors?.name}>
        {(control) => <Input {...control} name="name" autoComplete="name" required autoFocus className="h-9" />}
      </Field>
      <Field label={t('email')} errors={errors?.email}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            required
            readOnly={email !== null}
            defaultValue={email ?? undefined}
            className="h-9"
          />
        )}
      </Field>
      <PasswordField autoComplete="new-password" hint={t('passwordHint')} errors={errors?.password} />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {words('signUp')}
      </Button>
    </Form>
  )
}
