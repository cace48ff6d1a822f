'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Button } from '#components/ui/button.tsx'
import { DialogActions, DialogCancel } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import type { SubmitError } from '#components/ui/use-submit.ts'
import { mayOverrule } from './may-overrule.ts'

export interface ProviderFormValues {
  name: string
  /** Null where none was given. */
  baseUrl: string | null
  /** Null where none was typed. */
  apiKey: string | null
  /** Although the connection could not be tried with success. */
  saveAnyway: boolean
}

interface ProviderFormProps {
  error: SubmitError | null
  pending: boolean
  onSend: (values: ProviderFormValues) => void
  children: ReactNode
}

/** The dialog's form around `ProviderFields`: tries the connection, and offers to save it even so. */
export function ProviderForm({ error, pending, onSend, children }: ProviderFormProps) {
  const t = useTranslations('providers')
  const send = (form: FormData, saveAnyway: boolean) => {
    const text = (name: string) => String(form.get(name) ?? '')
    onSend({ name: text('name'), baseUrl: text('baseUrl') || null, apiKey: text('apiKey') || null, saveAnyway })
  }
  return (
    <Form error={error} autoComplete="off" onSubmit={(data) => send(data, false)}>
      {children}
      <DialogActions>
        {mayOverrule(error?.fieldErrors) && (
          <Button
            variant="ghost"
            disabled={pending}
            onClick={(event) => event.currentTarget.form && send(new FormData(event.currentTarget.form), true)}
          >
            {t('saveAnyway')}
          </Button>
        )}
        <DialogCancel />
        <Button type="submit" variant="primary" pending={pending}>
          {t('tryAndSave')}
        </Button>
      </DialogActions>
    </Form>
  )
}

interface ProviderFieldsProps {
  errors: SubmitError['fieldErrors']
  name?: string
  /** Where the provider listens; null where it has the one address that everybody knows. */
  address: string | null
  keyLabel: string
  keyHint?: ReactNode
}

/** A provider's name, address and key. The key's field is empty, whatever is stored. */
export function ProviderFields({ errors, name, address, keyLabel, keyHint }: ProviderFieldsProps) {
  const t = useTranslations('providers')
  return (
    <>
      <Field label={t('name')} hint={t('nameHint')} errors={errors?.name}>
        {(control) => <Input {...control} name="name" defaultValue={name} maxLength={80} />}
      </Field>
      {address !== null ? (
        <Field label={t('address')} errors={errors?.baseUrl}>
          {(control) => (
            <Input
              {...control}
              name="baseUrl"
              type="url"
              defaultValue={address}
              placeholder="https://models.example.com/v1"
              spellCheck={false}
              className="font-mono text-sm"
            />
          )}
        </Field>
      ) : (
        errors?.baseUrl && <p className="text-danger text-sm">{errors.baseUrl.join(' ')}</p>
      )}
      <Field label={keyLabel} hint={keyHint} errors={errors?.apiKey}>
        {(control) => (
          <Input
            {...control}
            name="apiKey"
            type="password"
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-sm"
          />
        )}
      </Field>
    </>
  )
}
