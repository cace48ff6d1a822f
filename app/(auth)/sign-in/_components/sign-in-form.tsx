'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { openSession } from '../../_components/open-session.ts'
import { PasswordField } from '../../_components/password-field.tsx'
import { useEnter } from '../../_components/use-enter.ts'

/** @param returnTo the page that asked for the sign-in */
export function SignInForm({ returnTo }: { returnTo?: string }) {
  const t = useTranslations('auth')
  const enter = useEnter(returnTo)
  const { submit, pending, error } = useSubmit(openSession, enter)
  return (
    <Form
      error={error}
      onSubmit={(data) => submit({ email: String(data.get('email')), password: String(data.get('password')) })}
    >
      <Field label={t('email')}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username webauthn"
            required
            autoFocus
            className="h-9"
          />
        )}
      </Field>
      <PasswordField autoComplete="current-password" />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {t('signIn')}
      </Button>
    </Form>
  )
}
