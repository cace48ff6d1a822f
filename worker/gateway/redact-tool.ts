import { StringDecoder } from 'node:string_decoder'
import type { SandboxOwner } from '#lib/egress/access.ts'
import type { AgentSecrets } from '#lib/secrets/agent-secrets.ts'
import { type RedactionPatterns, Redactor, redactText } from '#lib/telemetry/redactor.ts'
import type { Engine } from '../engine/run-in-progress.ts'
import { withSecretsOf } from './call-secrets.ts'

/** Tools whose output, results and errors hold no value of the agent's secrets, wherever they had it from. */
export function redactingTools(
  execute: Engine['executeTool'],
  loadSecrets: (owner: SandboxOwner) => Promise<AgentSecrets>,
): Engine['executeTool'] {
  return (tool, input, context) => {
    const { tenantId, workspaceId } = context.scope
    const owner = { tenantId, workspaceId, agentId: context.agentId }
    return withSecretsOf(owner, loadSecrets, ({ patterns }) => redactingCall(execute, patterns, [tool, input, context]))
  }
}

async function redactingCall(
  execute: Engine['executeTool'],
  patterns: RedactionPatterns,
  [tool, input, context]: Parameters<Engine['executeTool']>,
): ReturnType<Engine['executeTool']> {
  if (patterns.isEmpty) return execute(tool, input, context)
  const redactor = new Redactor(patterns)
  const decoder = new StringDecoder('utf8')
  const show = (bytes: Buffer) => {
    const text = decoder.write(bytes)
    return text === '' ? undefined : context.onOutput(text)
  }
  try {
    const onOutput = (text: string) => show(redactor.push(Buffer.from(text)))
    const outcome = await execute(tool, input, { ...context, onOutput })
    await show(redactor.end())
    return redacted(outcome, patterns)
  } catch (error) {
    if (error instanceof Error) error.message = redactText(error.message, patterns)
    throw error
  }
}

/** Every text in it. */
function redacted<T>(value: T, patterns: RedactionPatterns): T {
  if (typeof value === 'string') return redactText(value, patterns) as T
  if (Array.isArray(value)) return value.map((each) => redacted(each, patterns)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redacted(each, patterns)])) as T
}
