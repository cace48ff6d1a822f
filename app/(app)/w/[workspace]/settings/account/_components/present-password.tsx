'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { Provable } from './proof-form.tsx'

/** Asks for the password; who has none types a code, or has signed in a moment ago. */
export function PresentPassword({ provable, errors }: { provable: Provable; errors?: string[] }) {
  const t = useTranslations('settings')
  const account = useTranslations('account')
  const { hasPassword, hasCodes } = provable
  if (!hasPassword && !hasCodes) return <p className="text-muted-foreground text-sm">{account('proof.freshLogin')}</p>
  return (
    <Field label={hasPassword ? t('currentPassword') : account('proof.code')} errors={errors}>
      {(control) => (
        <Input
          {...control}
          name="currentPassword"
          type="password"
          autoComplete={hasPassword ? 'current-password' : 'one-time-code'}
          required
        />
      )}
    </Field>
  )
}
