'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'

/** What a person can prove with that it is them. */
export interface Provable {
  hasPassword: boolean
  hasCodes: boolean
}

interface ProofFieldProps {
  provable: Provable
  name: string
  /** A code of the app does as well as the password. */
  takesCodes?: boolean
  errors?: string[] | undefined
  autoFocus?: boolean
}

/** Asks for the password, or a code of the app; who has neither has signed in a moment ago. */
export function ProofField({ provable, name, takesCodes = false, errors, autoFocus }: ProofFieldProps) {
  const t = useTranslations('account')
  const { hasPassword, hasCodes } = provable
  if (!hasPassword && !hasCodes) return <p className="text-muted-foreground text-sm">{t('proof.freshLogin')}</p>
  const kind = hasPassword ? (hasCodes && takesCodes ? 'passwordOrCode' : 'password') : 'code'
  return (
    <Field label={t(`proof.${kind}`)} errors={errors}>
      {(control) => (
        <Input
          {...control}
          name={name}
          type="password"
          autoComplete={hasPassword ? 'current-password' : 'one-time-code'}
          required
          autoFocus={autoFocus}
        />
      )}
    </Field>
  )
}
