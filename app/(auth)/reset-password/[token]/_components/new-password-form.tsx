'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Form } from '#components/ui/form.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { openSession } from '../../../_components/open-session.ts'
import { PasswordField } from '../../../_components/password-field.tsx'
import { useEnter } from '../../../_components/use-enter.ts'
import { choosePassword } from '../actions.ts'

/** Sets the password and signs in with it. */
async function chooseAndEnter(input: { token: string; password: string }) {
  const chosen = await choosePassword(input)
  return chosen.ok ? openSession({ email: chosen.data.email, password: input.password }) : chosen
}

export function NewPasswordForm({ token }: { token: string }) {
  const t = useTranslations('auth')
  const enter = useEnter()
  const { submit, pending, error } = useSubmit(chooseAndEnter, enter)
  return (
    <Form error={error} onSubmit={(data) => submit({ token, password: String(data.get('password')) })}>
      <PasswordField autoComplete="new-password" hint={t('passwordHint')} errors={error?.fieldErrors?.password} />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {t('setPassword')}
      </Button>
    </Form>
  )
}
