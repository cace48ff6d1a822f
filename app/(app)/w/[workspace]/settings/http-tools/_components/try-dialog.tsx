'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useState } from 'react'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import type { HttpAnswer, HttpToolView, ToolParameter } from '#lib/http-tools/schema.ts'
import { tryTool } from './actions.ts'

interface TryDialogProps {
  workspaceId: string
  tool: HttpToolView
  agents: readonly { id: string; name: string }[]
  trigger: ReactNode
}

/** Makes a tool's request once, and shows what comes of it. */
export function TryDialog({ workspaceId, tool, agents, trigger }: TryDialogProps) {
  const t = useTranslations('http-tools')
  return (
    <Dialog>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent title={t('tryTitle', { name: tool.name })} description={t('tryDescription', { host: tool.host })}>
        <TryForm workspaceId={workspaceId} tool={tool} agents={agents} />
      </DialogContent>
    </Dialog>
  )
}

function TryForm({ workspaceId, tool, agents }: Omit<TryDialogProps, 'trigger'>) {
  const t = useTranslations('http-tools')
  const [answer, setAnswer] = useState<HttpAnswer | null>(null)
  const { id: httpToolId, parameters = [], auth } = tool
  const service = auth?.kind === 'oauth' ? auth.service : null
  const [agentId, setAgentId] = useState(agents[0]?.id ?? null)
  const action = useCallback(
    (data: FormData) => {
      const given = parameters.flatMap((parameter) => {
        const text = String(data.get(parameter.name) ?? '')
        return text === '' ? [] : [[parameter.name, argumentOf(text, parameter)]]
      })
      return tryTool({ workspaceId, httpToolId, args: Object.fromEntries(given), ...(service !== null && { agentId }) })
    },
    [workspaceId, httpToolId, parameters, service, agentId],
  )
  const { submit, pending, error } = useSubmit(action, setAnswer)
  return (
    <Form error={error} autoComplete="off" onSubmit={submit}>
      {service !== null && (
        <Field label={t('tryAs')} hint={t('tryAsHint', { service })}>
          {(control) => (
            <Select
              {...control}
              value={agentId ?? ''}
              onValueChange={setAgentId}
              options={agents.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
        </Field>
      )}
      {parameters.map(({ name, description = '', required }) => (
        <Field key={name} label={required ? name : t('optional', { name })} hint={description || undefined}>
          {(control) => <Input {...control} name={name} spellCheck={false} />}
        </Field>
      ))}
      {answer && (
        <section aria-label={t('answer')} className="flex flex-col gap-2">
          <p className="flex items-center gap-2">
            <Badge tone={answer.status < 400 ? 'success' : 'danger'}>{answer.status}</Badge>
            <span className="text-muted-foreground text-sm">
              {t('took', { type: answer.contentType || '–', ms: answer.durationMs })}
            </span>
          </p>
          <pre className="max-h-72 overflow-auto whitespace-pre-wrap break-words rounded-lg border bg-muted p-3 text-sm">
            {answer.text || t('noContent')}
          </pre>
        </section>
      )}
      <DialogActions>
        <Button type="submit" variant="primary" pending={pending}>
          {t('send')}
        </Button>
      </DialogActions>
    </Form>
  )
}

/** Text stays text; anything else is JSON where it reads as that, and otherwise refused by name. */
function argumentOf(text: string, { schema = {} }: Partial<ToolParameter>): unknown {
  if (schema.type === 'string') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
