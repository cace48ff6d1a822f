'use client'

import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { ProviderView } from '#lib/providers/schema.ts'
import { changeProvider } from './actions.ts'
import { ProviderFields, ProviderForm } from './provider-form.tsx'

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
  const hasAddress = provider.kind === 'openai_compatible' || provider.baseUrl !== null
  return (
    <ProviderForm
      error={error}
      pending={pending}
      onSend={({ baseUrl, apiKey, ...values }) =>
        submit({
          workspaceId,
          providerId: provider.id,
          ...values,
          ...(hasAddress && { baseUrl }),
          ...(apiKey && { apiKey }),
        })
      }
    >
      <ProviderFields
        errors={error?.fieldErrors}
        name={provider.name}
        address={hasAddress ? (provider.baseUrl ?? '') : null}
        keyLabel={t('newKey')}
        keyHint={provider.keyHint ? t('newKeyHint', { hint: provider.keyHint }) : t('newKeyNone')}
      />
    </ProviderForm>
  )
}
