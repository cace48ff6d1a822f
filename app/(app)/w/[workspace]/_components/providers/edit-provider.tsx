'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { ProviderView } from '#lib/providers/schema.ts'
import { changeProvider } from './actions.ts'
import { mayOverrule } from './may-overrule.ts'

interface EditProviderProps {
  workspaceId: string
  provider: ProviderView
  onSaved: () => void
}

export function EditProvider({ workspaceId, provider, onSaved }: EditProviderProps) {
  const t = useTranslations('providers')
  const [open, setOpen] = useState(false)
  const finish = useCallback(() => {
    setOpen(false)
    onSaved()
  }, [onSaved])
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button size="sm">{t('edit')}</Button>
      </DialogTrigger>
      <DialogContent title={t('editTitle', { name: provider.name })} description={t('editDescription')}>
        <EditForm workspaceId={workspaceId} provider={provider} onDone={finish} />
      </DialogContent>
    </Dialog>
  )
}

function EditForm({ workspaceId, provider, onDone }: Omit<EditProviderProps, 'onSaved'> & { onDone: () => void }) {
  const t = useTranslations('providers')
  const finish = useCallback(
    ({ name }: { name: string }) => {
      toast.success(t('edited', { name }))
      onDone()
    },
    [onDone, t],
  )
  const { submit, pending, error } = useSubmit(changeProvider, finish)
  const errors = error?.fieldErrors
  const hasAddress = provider.kind === 'openai_compatible' || provider.baseUrl !== null
  const send = (data: FormData, saveAnyway: boolean) => {
    const apiKey = String(data.get('apiKey') ?? '')
    submit({
      workspaceId,
      providerId: provider.id,
      name: String(data.get('name')),
      ...(hasAddress && { baseUrl: String(data.get('baseUrl') ?? '') || null }),
      ...(apiKey && { apiKey }),
      saveAnyway,
    })
  }
  return (
    <Form error={error} autoComplete="off" onSubmit={(data) => send(data, false)}>
      <Field label={t('name')} hint={t('nameHint')} errors={errors?.name}>
        {(control) => <Input {...control} name="name" defaultValue={provider.name} maxLength={80} />}
      </Field>
      {hasAddress ? (
        <Field label={t('address')} errors={errors?.baseUrl}>
          {(control) => (
            <Input
              {...control}
              name="baseUrl"
              type="url"
              defaultValue={provider.baseUrl ?? ''}
              spellCheck={false}
              className="font-mono text-sm"
            />
          )}
        </Field>
      ) : (
        errors?.baseUrl && <p className="text-danger text-sm">{errors.baseUrl.join(' ')}</p>
      )}
      <Field
        label={t('newKey')}
        hint={provider.keyHint ? t('newKeyHint', { hint: provider.keyHint }) : t('newKeyNone')}
        errors={errors?.apiKey}
      >
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
      <DialogActions>
        {mayOverrule(errors) && (
          <Button
            variant="ghost"
            disabled={pending}
            onClick={(event) => event.currentTarget.form && send(new FormData(event.currentTarget.form), true)}
          >
            {t('saveAnyway')}
          </Button>
        )}
        <DialogClose asChild>
          <Button>{t('cancel')}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {t('tryAndSave')}
        </Button>
      </DialogActions>
    </Form>
  )
}
