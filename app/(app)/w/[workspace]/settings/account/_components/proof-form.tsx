'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { DialogActions } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { type SubmitResult, useSubmit } from '#components/ui/use-submit.ts'

/** What a person can prove with that it is them. */
export interface Provable {
  hasPassword: boolean
  hasCodes: boolean
}

interface ProofFormProps<T> {
  provable: Provable
  /** Says what the button does. */
  label: string
  isDangerous?: boolean
  action: (input: { proof: string }) => Promise<SubmitResult<T>>
  onDone: (data: T) => void
}

/** Asks for the password, or a code of the app, before the ways to sign in change. */
export function ProofForm<T>({ provable, label, isDangerous, action, onDone }: ProofFormProps<T>) {
  const t = useTranslations('account')
  const { submit, pending, error } = useSubmit(action, onDone)
  const { hasPassword, hasCodes } = provable
  const kind = hasPassword ? (hasCodes ? 'passwordOrCode' : 'password') : 'code'
  return (
    <Form error={error} onSubmit={(data) => submit({ proof: String(data.get('proof') ?? '') })}>
      {hasPassword || hasCodes ? (
        <Field label={t(`proof.${kind}`)} errors={error?.fieldErrors?.proof}>
          {(control) => (
            <Input
              {...control}
              name="proof"
              type="password"
              autoComplete={hasPassword ? 'current-password' : 'one-time-code'}
              required
              autoFocus
            />
          )}
        </Field>
      ) : (
        <p className="text-muted-foreground">{t('proof.freshLogin')}</p>
      )}
      <DialogActions>
        <Button type="submit" variant={isDangerous ? 'danger' : 'primary'} pending={pending}>
          {label}
        </Button>
      </DialogActions>
    </Form>
  )
}
