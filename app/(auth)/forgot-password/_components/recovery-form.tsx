'use client'

import { MailCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { askForLink } from '../actions.ts'

export function RecoveryForm() {
  const t = useTranslations('auth')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { submit, pending, error } = useSubmit(
    askForLink,
    useCallback((_: null, input: unknown) => setSentTo((input as { email: string }).email), []),
  )
  if (sentTo) {
    return (
      <Notice icon={MailCheck} role="status">
        {t('linkSent', { email: sentTo })}
      </Notice>
    )
  }
  return (
    <Form error={error} onSubmit={(data) => submit({ email: String(data.get('email')) })}>
      <Field label={t('email')} errors={error?.fieldErrors?.email}>
        {(control) => (
          <Input {...control} name="email" type="email" autoComplete="username" required autoFocus className="h-9" />
        )}
      </Field>
      <Button type="submit" variant="primary" size="lg" pending={pending}>
        {t('sendLink')}
      </Button>
    </Form>
  )
}
