'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { type SubmitResult, useSubmit } from '#components/ui/use-submit.ts'
import { openSession } from './open-session.ts'
import { PasswordField } from './password-field.tsx'

export interface Account {
  name: string
  email: string
  password: string
}

interface AccountFormProps {
  /** Makes the account. @returns the workspace where the person begins; null where none is open to them */
  create: (account: Account) => Promise<SubmitResult<{ workspaceId: string | null }>>
  submitLabel: string
  /** The only address that will do. */
  boundEmail?: string | null
}

/** Asks for what an account needs, makes it and signs in to it, so that the next page is the workspace. */
export function AccountForm({ create, submitLabel, boundEmail = null }: AccountFormProps) {
  const t = useTranslations('auth')
  const router = useRouter()
  const createAndSignIn = useCallback(
    async (account: Account) => {
      const created = await create(account)
      if (!created.ok) return created
      const opened = await openSession(account)
      return opened.ok ? created : opened
    },
    [create],
  )
  const enter = useCallback(
    ({ workspaceId }: { workspaceId: string | null }) => router.replace(workspaceId ? `/w/${workspaceId}` : '/'),
    [router],
  )
  const { submit, pending, error } = useSubmit(createAndSignIn, enter)
  const errors = error?.fieldErrors
  return (
    <Form
      error={error}
      onSubmit={(data) =>
        submit({
          name: String(data.get('name')),
          email: boundEmail ?? String(data.get('email')),
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
            readOnly={boundEmail !== null}
            defaultValue={boundEmail ?? undefined}
            className="h-9"
          />
        )}
      </Field>
      <PasswordField autoComplete="new-password" hint={t('passwordHint')} errors={errors?.password} />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {submitLabel}
      </Button>
    </Form>
  )
}
