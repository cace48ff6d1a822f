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
import { HTTP_METHODS, type HttpMethod, type HttpToolView } from '#lib/http-tools/schema.ts'
import { TOOL_RISKS, type ToolRisk } from '#lib/tools/schema.ts'
import { addTool, saveTool } from './actions.ts'
import { AuthFields, authOf, type SecretChoice, type ServiceChoice } from './auth-fields.tsx'
import { ParameterFields } from './parameter-fields.tsx'
import { draftOf, hostIn, parametersOf, requestOf, type ToolDraft } from './tool-draft.ts'

interface ToolDialogProps {
  workspaceId: string
  secrets: readonly SecretChoice[]
  services: readonly ServiceChoice[]
  /** The one to change; left out: a new one. */
  tool?: HttpToolView
  trigger: ReactNode
}

/** Makes a tool of an HTTP request, or changes one. */
export function ToolDialog({ trigger, ...props }: ToolDialogProps) {
  const t = useTranslations('http-tools')
  const [open, setOpen] = useState(false)
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        title={props.tool ? t('editTitle', { name: props.tool.name }) : t('addTitle')}
        description={t('dialogDescription')}
        className="max-w-2xl"
      >
        <ToolForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

const BY_METHOD = 'by-method'

function ToolForm({
  workspaceId,
  secrets,
  services,
  tool,
  onDone,
}: Omit<ToolDialogProps, 'trigger'> & { onDone: () => void }) {
  const t = useTranslations('http-tools')
  const tools = useTranslations('tools')
  const [draft, setDraft] = useState<ToolDraft>(() => draftOf(tool))
  const change = (part: Partial<ToolDraft>) => setDraft((now) => ({ ...now, ...part }))
  const finish = useCallback(
    ({ name }: { name: string }) => {
      toast.success(t('saved', { name }))
      onDone()
    },
    [onDone, t],
  )
  const action = useCallback(async (): Promise<SubmitResult<HttpToolView>> => {
    const { name, description, auth, risk } = draft
    const input = {
      ...{ workspaceId, name, description },
      request: requestOf(draft),
      parameters: parametersOf(draft),
      auth: authOf(auth),
      risk: risk ?? undefined,
    }
    return tool ? saveTool({ ...input, httpToolId: tool.id }) : addTool(input)
  }, [draft, workspaceId, tool])
  const { submit, pending, error } = useSubmit(action, finish)
  const errorsOf = (field: string) =>
    Object.entries(error?.fieldErrors ?? {}).flatMap(([name, messages]) =>
      name === field || name.startsWith(`${field}.`) ? messages : [],
    )
  const text = (field: 'name' | 'url' | 'description' | 'query' | 'headers' | 'body') => ({
    value: draft[field],
    onChange: (event: { target: { value: string } }) => change({ [field]: event.target.value }),
  })
  return (
    <Form error={error} autoComplete="off" onSubmit={submit}>
      <Field label={t('name')} hint={t('nameHint')} errors={errorsOf('name')}>
        {(control) => (
          <Input
            {...control}
            {...text('name')}
            maxLength={64}
            placeholder="create_issue"
            spellCheck={false}
            className="font-mono text-sm"
          />
        )}
      </Field>
      <Field label={t('description')} hint={t('descriptionHint')} errors={errorsOf('description')}>
        {(control) => <Textarea {...control} {...text('description')} rows={2} maxLength={4000} />}
      </Field>
      <div className="grid grid-cols-[7rem_1fr] gap-3 max-sm:grid-cols-1">
        <Field label={t('method')}>
          {(control) => (
            <Select
              {...control}
              value={draft.method}
              onValueChange={(method) => change({ method: method as HttpMethod })}
              options={HTTP_METHODS.map((method) => ({ value: method, label: method }))}
            />
          )}
        </Field>
        <Field label={t('url')} hint={t('urlHint')} errors={errorsOf('request.url')}>
          {(control) => (
            <Input
              {...control}
              {...text('url')}
              placeholder={'https://api.example.com/users/{user}'}
              spellCheck={false}
              className="font-mono text-sm"
            />
          )}
        </Field>
      </div>
      <div className="grid grid-cols-2 gap-3 max-sm:grid-cols-1">
        <Field label={t('query')} hint={t('queryHint')} errors={errorsOf('request.query')}>
          {(control) => (
            <Textarea {...control} {...text('query')} rows={2} spellCheck={false} className="font-mono text-sm" />
          )}
        </Field>
        <Field label={t('headers')} hint={t('headersHint')} errors={errorsOf('request.headers')}>
          {(control) => (
            <Textarea {...control} {...text('headers')} rows={2} spellCheck={false} className="font-mono text-sm" />
          )}
        </Field>
      </div>
      {draft.method !== 'GET' && draft.method !== 'HEAD' && (
        <Field label={t('body')} hint={t('bodyHint')} errors={errorsOf('request.body')}>
          {(control) => (
            <Textarea {...control} {...text('body')} rows={4} spellCheck={false} className="font-mono text-sm" />
          )}
        </Field>
      )}
      <ParameterFields
        parameters={parametersOf(draft)}
        onChange={(parameters) => change({ parameters })}
        errors={errorsOf('parameters')}
      />
      <AuthFields
        value={draft.auth}
        onChange={(auth) => change({ auth })}
        secrets={secrets}
        services={services}
        host={hostIn(draft.url)}
        errorsOf={errorsOf}
      />
      <Field label={t('risk')} hint={t('riskHint')} errors={errorsOf('risk')}>
        {(control) => (
          <Select
            {...control}
            value={draft.risk ?? BY_METHOD}
            onValueChange={(risk) => change({ risk: risk === BY_METHOD ? null : (risk as ToolRisk) })}
            options={[
              { value: BY_METHOD, label: t('riskByMethod') },
              ...TOOL_RISKS.map((risk) => ({ value: risk, label: tools(`risks.${risk}`) })),
            ]}
          />
        )}
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
