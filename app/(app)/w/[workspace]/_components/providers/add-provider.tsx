'use client'

import { Plus } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { addProvider } from './actions.ts'
import { type Preset, presets } from './presets.ts'
import { ProviderFields, ProviderForm } from './provider-form.tsx'

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
        <AddForm workspaceId={workspaceId} agentId={agentId} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

interface AddFormProps {
  workspaceId: string
  agentId: string | null
  onDone: () => void
}

function AddForm({ workspaceId, agentId, onDone }: AddFormProps) {
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
  return (
    <ProviderForm
      error={error}
      pending={pending}
      onSend={(values) => submit({ workspaceId, agentId, kind: preset.kind, ...values })}
    >
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
      <ProviderFields
        key={preset.id}
        errors={error?.fieldErrors}
        name={preset.label}
        address={preset.baseUrl}
        keyLabel={preset.needsKey ? t('key') : t('keyOptional')}
        keyHint={preset.keyPage && t('keyPage', { page: preset.keyPage })}
      />
    </ProviderForm>
  )
}
