'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { type ReactNode, useCallback, useState } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { Dialog, DialogActions, DialogCancel, DialogContent, DialogTrigger } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { type SubmitResult, useSubmit } from '#components/ui/use-submit.ts'
import { joinCommandLine, splitCommandLine } from '#lib/mcp/command-line.ts'
import { MCP_TRANSPORTS, type McpServerView, type McpTransport, type McpValue } from '#lib/mcp/schema.ts'
import { addServer, saveServer } from '../actions.ts'

interface ServerDialogProps {
  workspaceId: string
  /** The one to change; left out: a new one. */
  server?: McpServerView
  trigger: ReactNode
}

/** Connects a server of the Model Context Protocol, or changes how it is reached. */
export function ServerDialog({ trigger, ...props }: ServerDialogProps) {
  const t = useTranslations('mcp')
  const [open, setOpen] = useState(false)
  const { server } = props
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>{trigger}</DialogTrigger>
      <DialogContent
        title={server ? t('changeTitle', { name: server.name }) : t('addTitle')}
        description={t(server ? 'changeDescription' : 'addDescription')}
      >
        <ServerForm {...props} onDone={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  )
}

/** How a secret is named in a value. */
const named = (secret: string) => `\${${secret}}`
const MONO = 'font-mono text-sm'

/** One on each line, the name before the first sign. */
function valuesOf(text: FormDataEntryValue | null, sign: string): McpValue[] {
  return String(text ?? '')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const at = line.indexOf(sign)
      const [name, value] = at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + sign.length)]
      return { name: name.trim(), value: value.trim() }
    })
}

const linesOf = (values: readonly McpValue[] = [], sign: string) =>
  values.map(({ name, value }) => `${name}${sign}${value}`).join('\n')

function ServerForm({ workspaceId, server, onDone }: Omit<ServerDialogProps, 'trigger'> & { onDone: () => void }) {
  const t = useTranslations('mcp')
  const router = useRouter()
  const [transport, setTransport] = useState<McpTransport>(server?.transport ?? 'stdio')
  const isProgram = transport === 'stdio'
  const finish = useCallback(
    ({ id }: { id: string }) => {
      onDone()
      if (!server) router.push(workspacePaths(workspaceId).mcpServer(id))
    },
    [onDone, router, server, workspaceId],
  )
  const action = useCallback(
    async (data: FormData): Promise<SubmitResult<McpServerView>> => {
      const [command = '', ...args] = splitCommandLine(String(data.get('command') ?? ''))
      const fields = {
        workspaceId,
        transport,
        command,
        args,
        env: valuesOf(data.get('env'), '='),
        url: String(data.get('url') ?? '').trim(),
        headers: valuesOf(data.get('headers'), ':'),
        timeoutS: Number(data.get('timeoutS')),
      }
      if (server) return saveServer({ ...fields, serverId: server.id })
      return addServer({ ...fields, name: String(data.get('name') ?? '') })
    },
    [workspaceId, transport, server],
  )
  const { submit, pending, error } = useSubmit(action, finish)
  const errorsOf = (...fields: string[]) =>
    Object.entries(error?.fieldErrors ?? {}).flatMap(([name, messages]) =>
      fields.some((field) => name === field || name.startsWith(`${field}.`)) ? messages : [],
    )
  return (
    <Form error={error} autoComplete="off" onSubmit={submit}>
      {!server && (
        <Field label={t('name')} hint={t('nameHint')} errors={errorsOf('name')}>
          {(control) => (
            <Input {...control} name="name" maxLength={20} placeholder="memory" spellCheck={false} className={MONO} />
          )}
        </Field>
      )}
      <Field label={t('transport')} errors={errorsOf('transport')}>
        {(control) => (
          <Select
            {...control}
            value={transport}
            onValueChange={(value) => setTransport(value as McpTransport)}
            options={MCP_TRANSPORTS.map((value) => ({
              value,
              label: t(`transports.${value}`),
              description: t(`transportHints.${value}`),
            }))}
          />
        )}
      </Field>
      {isProgram ? (
        <>
          <Field label={t('command')} hint={t('commandHint')} errors={errorsOf('command', 'args')}>
            {(control) => (
              <Input
                {...control}
                name="command"
                defaultValue={server && joinCommandLine([server.command, ...server.args])}
                placeholder="npx -y @modelcontextprotocol/server-memory"
                spellCheck={false}
                className={MONO}
              />
            )}
          </Field>
          <Field label={t('env')} hint={t('envHint')} errors={errorsOf('env')}>
            {(control) => (
              <Textarea
                {...control}
                name="env"
                defaultValue={linesOf(server?.env, '=')}
                placeholder={`GITHUB_TOKEN=${named('GITHUB_TOKEN')}`}
                spellCheck={false}
                className={MONO}
              />
            )}
          </Field>
        </>
      ) : (
        <>
          <Field label={t('url')} errors={errorsOf('url')}>
            {(control) => (
              <Input
                {...control}
                name="url"
                type="url"
                defaultValue={server?.url}
                placeholder="https://mcp.example.com/mcp"
                spellCheck={false}
                className={MONO}
              />
            )}
          </Field>
          <Field label={t('headers')} hint={t('headersHint')} errors={errorsOf('headers')}>
            {(control) => (
              <Textarea
                {...control}
                name="headers"
                defaultValue={linesOf(server?.headers, ': ')}
                placeholder={`Authorization: Bearer ${named('EXAMPLE_TOKEN')}`}
                spellCheck={false}
                className={MONO}
              />
            )}
          </Field>
        </>
      )}
      <Field label={t('timeout')} hint={t('timeoutHint')} errors={errorsOf('timeoutS')}>
        {(control) => (
          <Input
            {...control}
            name="timeoutS"
            type="number"
            min={5}
            max={1800}
            defaultValue={server?.timeoutS ?? 120}
            className="w-28"
          />
        )}
      </Field>
      <DialogActions>
        <DialogCancel />
        <Button type="submit" variant="primary" pending={pending}>
          {t(server ? 'save' : 'connect')}
        </Button>
      </DialogActions>
    </Form>
  )
}
