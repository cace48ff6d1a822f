'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { CopyField } from '#components/ui/copy-field.tsx'
import { Dialog, DialogActions, DialogClose, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { type SubmitResult, useSubmit } from '#components/ui/use-submit.ts'
import { CLIENT_AUTHS, type ClientAuth, type ServiceView } from '#lib/connections/schema.ts'
import { addService, saveService } from './actions.ts'

interface ServiceDialogProps {
  workspaceId: string
  redirectUri: string
  /** The one to change; left out: a new one. */
  service?: ServiceView
  trigger: ReactNode
}

/** Adds a service at which agents can sign in, or changes what is asked of it. */
export function ServiceDialog({ trigger, ...props }: ServiceDialogProps) {
  const t = useTranslations('connections')
  const [open, setOpen] = useState(false)
  const { service } = props
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        title={service ? t('editTitle', { name: service.name }) : t('addTitle')}
        description={t(service ? 'editDescription' : 'addDescription')}
        className="max-w-xl"
      >
        <ServiceForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

const words = (text: FormDataEntryValue | null) =>
  String(text ?? '')
    .split(/[\s,]+/)
    .filter(Boolean)

function ServiceForm({
  workspaceId,
  redirectUri,
  service,
  onDone,
}: Omit<ServiceDialogProps, 'trigger'> & { onDone: () => void }) {
  const t = useTranslations('connections')
  const [clientAuth, setClientAuth] = useState<ClientAuth>(service?.clientAuth ?? 'post')
  const finish = useCallback(
    ({ name }: { name: string }) => {
      toast.success(t('saved', { name }))
      onDone()
    },
    [onDone, t],
  )
  const action = useCallback(
    async (data: FormData): Promise<SubmitResult<ServiceView>> => {
      const text = (field: string) => String(data.get(field) ?? '')
      const what = { workspaceId, scopes: words(data.get('scopes')), clientSecret: text('clientSecret') }
      const hosts = words(data.get('hosts'))
      if (service) {
        const { clientSecret, ...rest } = what
        const change = { ...rest, serviceId: service.id, ...(clientSecret && { clientSecret }) }
        return saveService(service.mcpServerId ? change : { ...change, hosts })
      }
      const [name, clientId] = [text('name'), text('clientId')]
      const [authorizationUrl, tokenUrl, revocationUrl] = [
        text('authorizationUrl'),
        text('tokenUrl'),
        text('revocationUrl'),
      ]
      return addService({ ...what, hosts, name, clientId, clientAuth, authorizationUrl, tokenUrl, revocationUrl })
    },
    [workspaceId, service, clientAuth],
  )
  const { submit, pending, error } = useSubmit(action, finish)
  const errorsOf = (field: string) =>
    Object.entries(error?.fieldErrors ?? {}).flatMap(([name, messages]) =>
      name === field || name.startsWith(`${field}.`) ? messages : [],
    )
  const line = (
    field: 'name' | 'authorizationUrl' | 'tokenUrl' | 'revocationUrl' | 'clientId',
    placeholder: string,
  ) => (
    <Field
      key={field}
      label={t(`fields.${field}`)}
      hint={field === 'clientId' ? undefined : t(`hints.${field}`)}
      errors={errorsOf(field)}
    >
      {(control) => (
        <Input
          {...control}
          name={field}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          className={field === 'name' ? undefined : 'font-mono text-sm'}
        />
      )}
    </Field>
  )
  return (
    <Form error={error} autoComplete="off" onSubmit={submit}>
      {!service && (
        <>
          <div className="flex flex-col gap-1.5">
            <p className="text-sm">{t('redirectHint')}</p>
            <CopyField label={t('redirectUri')} value={redirectUri} />
          </div>
          {line('name', 'GitHub')}
          {line('authorizationUrl', 'https://github.com/login/oauth/authorize')}
          {line('tokenUrl', 'https://github.com/login/oauth/access_token')}
          {line('clientId', '')}
          <Field label={t('fields.clientAuth')} errors={errorsOf('clientAuth')}>
            {(control) => (
              <Select
                {...control}
                value={clientAuth}
                onValueChange={(kind) => setClientAuth(kind as ClientAuth)}
                options={CLIENT_AUTHS.map((kind) => ({ value: kind, label: t(`clientAuths.${kind}`) }))}
              />
            )}
          </Field>
        </>
      )}
      {clientAuth !== 'none' && (
        <Field
          label={t(service ? 'fields.newClientSecret' : 'fields.clientSecret')}
          hint={t(service ? 'hints.newClientSecret' : 'hints.clientSecret')}
          errors={errorsOf('clientSecret')}
        >
          {(control) => (
            <Input
              {...control}
              name="clientSecret"
              type="password"
              autoComplete="off"
              spellCheck={false}
              className="font-mono text-sm"
            />
          )}
        </Field>
      )}
      <Field label={t('fields.scopes')} hint={t('hints.scopes')} errors={errorsOf('scopes')}>
        {(control) => (
          <Input
            {...control}
            name="scopes"
            defaultValue={service?.scopes.join(' ')}
            placeholder="repo read:user"
            spellCheck={false}
            className="font-mono text-sm"
          />
        )}
      </Field>
      {!service?.mcpServerId && (
        <Field label={t('fields.hosts')} hint={t('hints.hosts')} errors={errorsOf('hosts')}>
          {(control) => (
            <Textarea
              {...control}
              name="hosts"
              rows={2}
              defaultValue={service?.hosts.join('\n')}
              placeholder="api.github.com"
              spellCheck={false}
              className="font-mono text-sm"
            />
          )}
        </Field>
      )}
      {!service && line('revocationUrl', '')}
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
