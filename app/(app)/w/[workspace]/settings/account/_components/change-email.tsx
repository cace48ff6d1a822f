'use client'

import { MailCheck } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { changeOwnEmail } from '../actions.ts'
import { ProofField, type Provable } from './proof-field.tsx'

export function ChangeEmail({ provable }: { provable: Provable }) {
  const t = useTranslations('settings')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const done = useCallback(
    ({ confirm }: { confirm: boolean }, input: unknown) => {
      if (confirm) setSentTo((input as { email: string }).email)
      else toast.success(t('emailChanged'))
    },
    [t],
  )
  const { submit, pending, error } = useSubmit(changeOwnEmail, done)
  const errors = error?.fieldErrors
  if (sentTo) {
    return (
      <Notice icon={MailCheck} role="status">
        {t('emailLetterSent', { email: sentTo })}
      </Notice>
    )
  }
  return (
    <Form
      error={error}
      className="max-w-sm"
      onSubmit={(data) =>
        submit({ email: String(data.get('email')), currentPassword: String(data.get('currentPassword') ?? '') })
      }
    >
      <Field label={t('newEmail')} errors={errors?.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="email" required />}
      </Field>
      <ProofField provable={provable} name="currentPassword" errors={errors?.currentPassword} />
      <Button type="submit" pending={pending} className="self-start">
        {t('changeEmail')}
      </Button>
    </Form>
  )
}
