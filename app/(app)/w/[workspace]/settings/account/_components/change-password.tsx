'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useRef } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { changeOwnPassword } from '../actions.ts'
import { ProofField, type Provable } from './proof-field.tsx'

/** @param email lets a password manager know whose password this is */
export function ChangePassword({ email, provable }: { email: string; provable: Provable }) {
  const t = useTranslations('settings')
  const account = useTranslations('account')
  const fields = useRef<HTMLDivElement>(null)
  const done = useCallback(() => {
    for (const input of fields.current?.querySelectorAll('input') ?? []) input.value = ''
    toast.success(t('passwordChanged'))
  }, [t])
  const { submit, pending, error } = useSubmit(changeOwnPassword, done)
  const errors = error?.fieldErrors
  return (
    <Form
      error={error}
      className="max-w-sm"
      onSubmit={(data) =>
        submit({ currentPassword: String(data.get('currentPassword') ?? ''), password: String(data.get('password')) })
      }
    >
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <div ref={fields} className="flex flex-col gap-4">
        <ProofField provable={provable} name="currentPassword" errors={errors?.currentPassword} />
        <Field label={t('newPassword')} hint={t('passwordHint')} errors={errors?.password}>
          {(control) => <Input {...control} name="password" type="password" autoComplete="new-password" required />}
        </Field>
      </div>
      <Button type="submit" pending={pending} className="self-start">
        {provable.hasPassword ? t('changePassword') : account('setPassword')}
      </Button>
    </Form>
  )
}
