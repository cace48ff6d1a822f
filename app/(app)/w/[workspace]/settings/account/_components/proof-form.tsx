'use client'

import { Button } from '#components/ui/button.tsx'
import { DialogActions } from '#components/ui/dialog.tsx'
import { Form } from '#components/ui/form.tsx'
import { type SubmitResult, useSubmit } from '#components/ui/use-submit.ts'
import { ProofField, type Provable } from './proof-field.tsx'

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
  const { submit, pending, error } = useSubmit(action, onDone)
  return (
    <Form error={error} onSubmit={(data) => submit({ proof: String(data.get('proof') ?? '') })}>
      <ProofField provable={provable} name="proof" takesCodes errors={error?.fieldErrors?.proof} autoFocus />
      <DialogActions>
        <Button type="submit" variant={isDangerous ? 'danger' : 'primary'} pending={pending}>
          {label}
        </Button>
      </DialogActions>
    </Form>
  )
}
