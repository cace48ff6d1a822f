'use client'

import { Settings2 } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type FormEvent, useState, useTransition } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Notice } from '#components/ui/notice.tsx'
import { Select } from '#components/ui/select.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { useProblemWords } from '#components/ui/use-problem-words.ts'
import type { MemorySettingsView } from '#lib/memory/schema.ts'
import { changeMemorySettings } from '../actions.ts'

interface MemorySettingsProps {
  workspaceId: string
  settings: MemorySettingsView
  mayChange: boolean
  /** Of the workspace; those that can embed. */
  providers: { id: string; name: string }[]
}

const OFFLINE = 'offline'

/** What is remembered by itself and for how long, and by what texts are compared. */
export function MemorySettings({ workspaceId, settings, mayChange, providers }: MemorySettingsProps) {
  const t = useTranslations('memory')
  const problemWords = useProblemWords()
  const { embedder, isChanging, pending, problem, entries } = settings
  const [isOpen, setOpen] = useState(false)
  const [isPending, startTransition] = useTransition()
  const [refusal, setRefusal] = useState<string | null>(null)
  const [remembers, setRemembers] = useState(settings.rememberConversations)
  const [provider, setProvider] = useState(embedder.kind === 'provider' ? embedder.providerId : OFFLINE)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const days = String(fields.get('days') ?? '')
    const model = String(fields.get('model') ?? '')
    startTransition(async () => {
      const result = await changeMemorySettings({
        workspaceId,
        rememberConversations: remembers,
        retentionDays: days ? Number(days) : null,
        embedder: provider === OFFLINE ? { kind: 'lexical' } : { kind: 'provider', providerId: provider, model },
      })
      if (result.ok) setOpen(false)
      setRefusal(result.ok ? null : problemWords(result.error))
    })
  }
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button>
          <Settings2 aria-hidden />
          {t('settings')}
        </Button>
      </DialogTrigger>
      <DialogContent title={t('settingsTitle')} description={t('settingsHint', { count: entries })}>
        <form onSubmit={submit} className="flex flex-col gap-4">
          <Field label={t('remember')} hint={t('rememberHint')}>
            {(control) => (
              <Switch {...control} checked={remembers} onCheckedChange={setRemembers} disabled={!mayChange} />
            )}
          </Field>
          <Field label={t('retention')} hint={t('retentionHint')}>
            {(control) => (
              <Input
                {...control}
                name="days"
                type="number"
                min={1}
                max={3650}
                defaultValue={settings.retentionDays ?? ''}
                disabled={!mayChange}
              />
            )}
          </Field>
          <Field label={t('embedder')} hint={provider === OFFLINE ? t('offlineHint') : t('providerHint')}>
            {(control) => (
              <Select
                {...control}
                value={provider}
                onValueChange={setProvider}
                disabled={!mayChange}
                options={[
                  { value: OFFLINE, label: t('offline') },
                  ...providers.map(({ id, name }) => ({ value: id, label: name })),
                ]}
              />
            )}
          </Field>
          {provider !== OFFLINE && (
            <Field label={t('model')}>
              {(control) => (
                <Input
                  {...control}
                  name="model"
                  required
                  maxLength={200}
                  placeholder="text-embedding-3-small"
                  defaultValue={embedder.kind === 'provider' ? embedder.model : ''}
                  disabled={!mayChange}
                />
              )}
            </Field>
          )}
          {isChanging && <Notice role="status">{t('changing', { count: pending })}</Notice>}
          {problem && <Notice tone="warning">{problem}</Notice>}
          {refusal && (
            <Notice tone="danger" role="alert">
              {refusal}
            </Notice>
          )}
          {mayChange && (
            <DialogActions>
              <Button type="submit" variant="primary" pending={isPending}>
                {t('save')}
              </Button>
            </DialogActions>
          )}
        </form>
      </DialogContent>
    </Dialog>
  )
}
