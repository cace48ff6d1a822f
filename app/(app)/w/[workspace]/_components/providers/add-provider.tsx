'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { Fragment, useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { addProvider } from './actions.ts'
import { mayOverrule } from './may-overrule.ts'
import { type Preset, presets } from './presets.ts'

interface AddProviderProps {
  workspaceId: string
  /** Null: for the whole workspace. */
  agentId: string | null
  label: string
}

export function AddProvider({ workspaceId, agentId, label }: AddProviderProps) {
  const t = useTranslations('providers')
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant={agentId ? 'secondary' : 'primary'} size="sm">
          <Plus aria-hidden />
          {label}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('addTitle')} description={t('addDescription')}>
        <ProviderForm workspaceId={workspaceId} agentId={agentId} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

interface ProviderFormProps {
  workspaceId: string
  agentId: string | null
  onDone: () => void
}

function ProviderForm({ workspaceId, agentId, onDone }: ProviderFormProps) {
  const t = useTranslations('providers')
  const [preset, setPreset] = useState<Preset>(presets[0] as Preset)
  const finish = useCallback(
    ({ name }: { name: string }) => {
      toast.success(t('connected', { name }), { description: t('chooseOnAgent') })
      onDone()
    },
    [onDone, t],
  )
  const { submit, pending, error, clearError } = useSubmit(addProvider, finish)
  const errors = error?.fieldErrors
  const send = (data: FormData, saveAnyway: boolean) =>
    submit({
      workspaceId,
      agentId,
      kind: preset.kind,
      name: String(data.get('name')),
      baseUrl: String(data.get('baseUrl') ?? '') || null,
      apiKey: String(data.get('apiKey') ?? '') || null,
      saveAnyway,
    })
  return (
    <Form error={error} autoComplete="off" onSubmit={(data) => send(data, false)}>
      <Field label={t('provider')}>
        {(control) => (
          <Select
            {...control}
            value={preset.id}
            options={presets.map(({ id, label, description }) => ({
              value: id,
              label: label ?? t('presets.other'),
              description: description ?? t(`presets.${id as 'other'}Description`),
            }))}
            onValueChange={(id) => {
              clearError()
              setPreset(presets.find((candidate) => candidate.id === id) ?? preset)
            }}
          />
        )}
      </Field>
      {/* Fields of their own for each: nothing that was typed for one provider is sent to another. */}
      <Fragment key={preset.id}>
        <Field label={t('name')} hint={t('nameHint')} errors={errors?.name}>
          {(control) => <Input {...control} name="name" defaultValue={preset.label} maxLength={80} />}
        </Field>
        {preset.baseUrl !== null ? (
          <Field label={t('address')} errors={errors?.baseUrl}>
            {(control) => (
              <Input
                {...control}
                name="baseUrl"
                type="url"
                defaultValue={preset.baseUrl ?? ''}
                placeholder="https://models.example.com/v1"
                spellCheck={false}
                className="font-mono text-sm"
              />
            )}
          </Field>
        ) : (
          errors?.baseUrl && <p className="text-danger text-sm">{errors.baseUrl.join(' ')}</p>
        )}
        <Field
          label={preset.needsKey ? t('key') : t('keyOptional')}
          hint={preset.keyPage && t('keyPage', { page: preset.keyPage })}
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
      </Fragment>
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
