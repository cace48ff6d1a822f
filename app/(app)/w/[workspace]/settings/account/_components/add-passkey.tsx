'use client'

import { type PublicKeyCredentialCreationOptionsJSON, startRegistration } from '@simplewebauthn/browser'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { type SubmitResult, useSubmit } from '#components/ui/use-submit.ts'
import { beginPasskey, keepPasskey } from '../passkey-actions.ts'
import type { Provable } from './proof-field.tsx'
import { ProofForm } from './proof-form.tsx'

/** A new passkey: a proof, its name, and what the device asks. */
export function AddPasskey({ provable }: { provable: Provable }) {
  const t = useTranslations('account')
  const [open, setOpen] = useState(false)
  const [options, setOptions] = useState<PublicKeyCredentialCreationOptionsJSON | null>(null)
  const close = () => {
    setOpen(false)
    setOptions(null)
  }
  return (
    <Dialog open={open} onOpenChange={(next) => (next ? setOpen(true) : close())}>
      <DialogTrigger asChild>
        <Button className="self-start">{t('passkeys.add')}</Button>
      </DialogTrigger>
      <DialogContent title={t('passkeys.add')} description={t('passkeys.explain')}>
        {options ? (
          <NamePasskey
            options={options}
            onDone={() => {
              close()
              toast.success(t('passkeys.kept'))
            }}
          />
        ) : (
          <ProofForm provable={provable} label={t('goOn')} action={beginPasskey} onDone={setOptions} />
        )}
      </DialogContent>
    </Dialog>
  )
}

function NamePasskey({ options, onDone }: { options: PublicKeyCredentialCreationOptionsJSON; onDone: () => void }) {
  const t = useTranslations('account')
  const make = async (name: string): Promise<SubmitResult<unknown>> => {
    const response = await startRegistration({ optionsJSON: options }).catch(() => null)
    if (!response) return { ok: false, error: { code: 'cancelled', message: t('passkeys.notMade') } }
    return keepPasskey({ name, response })
  }
  const { submit, pending, error } = useSubmit(make, onDone)
  return (
    <Form error={error} onSubmit={(data) => submit(String(data.get('name')))}>
      <Field label={t('passkeys.name')} hint={t('passkeys.nameHint')} errors={error?.fieldErrors?.name}>
        {(control) => <Input {...control} name="name" autoComplete="off" maxLength={60} required autoFocus />}
      </Field>
      <DialogActions>
        <Button type="submit" variant="primary" pending={pending}>
          {t('passkeys.make')}
        </Button>
      </DialogActions>
    </Form>
  )
}
