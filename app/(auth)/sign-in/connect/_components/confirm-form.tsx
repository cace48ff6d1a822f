'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Form } from '#components/ui/form.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { PasswordField } from '../../../_components/password-field.tsx'
import { useEnter } from '../../../_components/use-enter.ts'
import { confirmAccount } from '../actions.ts'

/** Shows, by its password, that the account with the same address is theirs. */
export function ConfirmForm({ returnTo }: { returnTo: string }) {
  const t = useTranslations('auth')
  const { submit, pending, error } = useSubmit(confirmAccount, useEnter(returnTo))
  return (
    <Form error={error} onSubmit={(data) => submit({ password: String(data.get('password')) })}>
      <PasswordField autoComplete="current-password" errors={error?.fieldErrors?.password} />
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {t('connect.confirm.submit')}
      </Button>
    </Form>
  )
}
