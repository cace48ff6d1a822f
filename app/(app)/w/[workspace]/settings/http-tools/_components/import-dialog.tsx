'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { ApiView } from '#lib/http-tools/openapi-schema.ts'
import { importTools, readApi } from './actions.ts'
import { type AuthDraft, AuthFields, authOf, NO_AUTH, type SecretChoice, type ServiceChoice } from './auth-fields.tsx'
import { hostIn } from './tool-draft.ts'

interface ImportDialogProps {
  workspaceId: string
  secrets: readonly SecretChoice[]
  services: readonly ServiceChoice[]
  trigger: ReactNode
}

/** Makes tools of an API's description: first read, then chosen from. */
export function ImportDialog({ trigger, ...props }: ImportDialogProps) {
  const t = useTranslations('http-tools')
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent title={t('import.title')} description={t('import.description')} className="max-w-2xl">
        <Import {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

type Source = Parameters<typeof readApi>[0]

function Import(props: Omit<ImportDialogProps, 'trigger'> & { onDone: () => void }) {
  const [read, setRead] = useState<{ api: ApiView; source: Source } | null>(null)
  return read ? (
    <ChooseOperations {...props} {...read} onBack={() => setRead(null)} />
  ) : (
    <ReadApi workspaceId={props.workspaceId} onRead={(api, source) => setRead({ api, source })} />
  )
}

function ReadApi({ workspaceId, onRead }: { workspaceId: string; onRead: (api: ApiView, source: Source) => void }) {
  const t = useTranslations('http-tools')
  const [document, setDocument] = useState('')
  const action = useCallback(
    async (data: FormData) => {
      const [address, server] = ['address', 'server'].map((name) => String(data.get(name) ?? '').trim())
      const source: Source = {
        ...{ workspaceId, prefix: String(data.get('prefix') ?? '').trim() },
        ...(document.trim() ? { document } : { address: address ?? '' }),
        ...(server && { server }),
      }
      const result = await readApi(source)
      return result.ok ? { ok: true as const, data: { api: result.data, source } } : result
    },
    [workspaceId, document],
  )
  const { submit, pending, error } = useSubmit(action, ({ api, source }) => onRead(api, source))
  const errorsOf = (field: string) => error?.fieldErrors?.[field] ?? []
  return (
    <Form error={error} autoComplete="off" onSubmit={submit}>
      <Field label={t('import.address')} errors={errorsOf('address')}>
        {(control) => (
          <Input {...control} name="address" placeholder="https://api.example.com/openapi.json" spellCheck={false} />
        )}
      </Field>
      <Field label={t('import.document')} hint={t('import.documentHint')} errors={errorsOf('document')}>
        {(control) => (
          <Textarea
            {...control}
            rows={6}
            value={document}
            spellCheck={false}
            onChange={(event) => setDocument(event.target.value)}
            className="font-mono text-sm"
          />
        )}
      </Field>
      <Field label={t('import.file')}>
        {(control) => (
          <Input
            {...control}
            type="file"
            accept=".json,.yaml,.yml"
            onChange={async (event) => setDocument((await event.target.files?.[0]?.text()) ?? '')}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <Field label={t('import.server')} hint={t('import.serverHint')} errors={errorsOf('server')}>
          {(control) => <Input {...control} name="server" spellCheck={false} />}
        </Field>
        <Field label={t('import.prefix')} hint={t('import.prefixHint')} errors={errorsOf('prefix')}>
          {(control) => <Input {...control} name="prefix" placeholder="github_" spellCheck={false} />}
        </Field>
      </div>
      <DialogActions>
        <Button type="submit" variant="primary" pending={pending}>
          {t('import.read')}
        </Button>
      </DialogActions>
    </Form>
  )
}

interface ChooseProps extends Omit<ImportDialogProps, 'trigger'> {
  api: ApiView
  source: Source
  onBack: () => void
  onDone: () => void
}

function ChooseOperations({ api, source, secrets, services, onBack, onDone }: ChooseProps) {
  const t = useTranslations('http-tools')
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [auth, setAuth] = useState<AuthDraft>({ ...NO_AUTH, kind: api.auth, name: api.authName })
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const shown = api.operations.filter(({ key, name, summary, tags }) => {
    const text = `${key} ${name} ${summary} ${tags.join(' ')}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const possible = shown.flatMap(({ key, problem }) => (problem === null ? [key] : []))
  const action = useCallback(
    () => importTools({ ...source, operations: [...chosen], auth: authOf(auth) }),
    [source, chosen, auth],
  )
  const { submit, pending, error } = useSubmit(action, ({ items }) => {
    toast.success(t('import.done', { count: items.length }))
    onDone()
  })
  const toggle = (key: string, on: boolean) =>
    setChosen((now) => new Set(on ? [...now, key] : [...now].filter((other) => other !== key)))
  return (
    <Form error={error} onSubmit={submit}>
      <p className="text-sm">
        <span className="font-medium">{api.title}</span> · <code className="break-all">{api.server}</code>
      </p>
      <div className="flex gap-2">
        <Input
          type="search"
          aria-label={t('import.search')}
          placeholder={t('import.search')}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Button onClick={() => setChosen((now) => new Set([...now, ...possible]))}>
          {t('import.all', { count: possible.length })}
        </Button>
      </div>
      <ul aria-label={t('import.operations')} className="max-h-72 divide-y overflow-y-auto rounded-lg border">
        {shown.map(({ key, name, summary, problem }) => (
          <li key={key}>
            <label className="flex items-start gap-3 px-3 py-2 has-[:disabled]:opacity-60">
              <input
                type="checkbox"
                className="mt-1 accent-accent"
                checked={chosen.has(key)}
                disabled={problem !== null}
                onChange={(event) => toggle(key, event.target.checked)}
              />
              <span className="min-w-0">
                <code className="break-all text-sm">{key}</code>
                <span className="block text-muted-foreground text-sm">
                  {problem === null ? summary || name : t('import.problem', { problem })}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      <AuthFields
        value={auth}
        onChange={setAuth}
        secrets={secrets}
        services={services}
        host={hostIn(api.server)}
        errorsOf={(field) => error?.fieldErrors?.[field] ?? []}
      />
      <DialogActions>
        <Button onClick={onBack}>{t('import.back')}</Button>
        <Button type="submit" variant="primary" pending={pending} disabled={chosen.size === 0}>
          {t('import.add', { count: chosen.size })}
        </Button>
      </DialogActions>
    </Form>
  )
}
