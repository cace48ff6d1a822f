'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { type SubmitResult, useSubmit } from '#components/ui/use-submit.ts'
import type { SecretView } from '#lib/secrets/secret-schema.ts'
import { addSecret, saveSecret } from './actions.ts'

interface SecretDialogProps {
  workspaceId: string
  /** Whom a new one may be for, beside all agents; one alone: it is for that agent. */
  agents: { id: string; name: string }[]
  isOfAgent?: boolean
  /** The one to change; left out: a new one. */
  secret?: SecretView
  trigger: ReactNode
}

/** Gives agents a secret, or changes what one is for. */
export function SecretDialog({ trigger, ...props }: SecretDialogProps) {
  const t = useTranslations('secrets')
  const [open, setOpen] = useState(false)
  const { secret } = props
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        title={secret ? t('editTitle', { name: secret.name }) : t('addTitle')}
        description={t(secret ? 'editDescription' : 'addDescription')}
      >
        <SecretForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

const EVERYBODY = '*'
const words = (text: FormDataEntryValue | null) =>
  String(text ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)

function SecretForm(props: Omit<SecretDialogProps, 'trigger'> & { onDone: () => void }) {
  const { workspaceId, agents, isOfAgent, secret, onDone } = props
  const t = useTranslations('secrets')
  const [agentId, setAgentId] = useState<string | null>(isOfAgent ? (agents[0]?.id ?? null) : null)
  const finish = useCallback(
    ({ name }: { name: string }) => {
      toast.success(t('saved', { name }))
      onDone()
    },
    [onDone, t],
  )
  const action = useCallback(
    async (data: FormData): Promise<SubmitResult<SecretView>> => {
      const [name, value] = [String(data.get('name') ?? ''), String(data.get('value') ?? '')]
      const use = {
        workspaceId,
        description: String(data.get('description') ?? ''),
        hosts: words(data.get('hosts')),
        tools: words(data.get('tools')),
      }
      if (!secret) return addSecret({ ...use, agentId, name, value })
      return saveSecret({ ...use, secretId: secret.id, ...(value && { value }) })
    },
    [workspaceId, agentId, secret],
  )
  const { submit, pending, error } = useSubmit(action, finish)
  const errorsOf = (field: string) =>
    Object.entries(error?.fieldErrors ?? {}).flatMap(([name, messages]) =>
      name === field || name.startsWith(`${field}.`) ? messages : [],
    )
  return (
    <Form error={error} autoComplete="off" onSubmit={submit}>
      {!secret && (
        <Field label={t('name')} hint={t('nameHint')} errors={errorsOf('name')}>
          {(control) => (
            <Input
              {...control}
              name="name"
              maxLength={100}
              placeholder="GITHUB_TOKEN"
              spellCheck={false}
              className="font-mono text-sm"
            />
          )}
        </Field>
      )}
      <Field
        label={t(secret ? 'newValue' : 'value')}
        hint={t(secret ? 'newValueHint' : 'valueHint')}
        errors={errorsOf('value')}
      >
        {(control) => (
          <Input
            {...control}
            name="value"
            type="password"
            autoComplete="off"
            spellCheck={false}
            className="font-mono text-sm"
          />
        )}
      </Field>
      <Field label={t('hosts')} hint={t('hostsHint')} errors={errorsOf('hosts')}>
        {(control) => (
          <Textarea
            {...control}
            name="hosts"
            defaultValue={secret?.hosts.join('\n')}
            placeholder="api.github.com"
            spellCheck={false}
            className="font-mono text-sm"
          />
        )}
      </Field>
      {!secret && !isOfAgent && agents.length > 0 && (
        <Field label={t('for')}>
          {(control) => (
            <Select
              {...control}
              value={agentId ?? EVERYBODY}
              onValueChange={(id) => setAgentId(id === EVERYBODY ? null : id)}
              options={[
                { value: EVERYBODY, label: t('allAgents') },
                ...agents.map(({ id, name }) => ({ value: id, label: name })),
              ]}
            />
          )}
        </Field>
      )}
      <Field label={t('tools')} hint={t('toolsHint')} errors={errorsOf('tools')}>
        {(control) => (
          <Input
            {...control}
            name="tools"
            defaultValue={secret?.tools.join(', ')}
            spellCheck={false}
            className="font-mono text-sm"
          />
        )}
      </Field>
      <Field label={t('description')} errors={errorsOf('description')}>
        {(control) => <Input {...control} name="description" defaultValue={secret?.description} maxLength={300} />}
      </Field>
      <DialogActions>
        <DialogClose asChild>
          <Button>{t('cancel')}</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {t('save')}
        </Button>
      </DialogActions>
    </Form>
  )
}
