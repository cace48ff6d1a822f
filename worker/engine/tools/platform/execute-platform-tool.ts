import { AppError } from '#lib/errors.ts'
import { isPrivateToolHost } from '#lib/net/tool-fetch.ts'
import { emailSend, postgresQuery } from '#lib/platform-tools/definitions.ts'
import { readPostgresSettings, readSmtpSettings } from '#lib/platform-tools/settings.ts'
import { settingsOf } from '#lib/platform-tools/source.ts'
import { noteSecretUse } from '#lib/secrets/agent-secrets.ts'
import { loadGrantedSecret } from '#lib/secrets/granted-secret.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import { failed, succeeded } from '../outcome.ts'
import type { ToolContext, ToolOutcome } from '../tool-context.ts'
import { untrusted } from '../untrusted.ts'
import { queryPostgres } from './query-postgres.ts'
import { assertAllowed, sendLetter } from './send-letter.ts'

/** Tools that a package of the installation has switched on: they run here, so that no container holds what they need. */
export async function executePlatformTool(
  tool: ToolDefinition,
  input: unknown,
  context: ToolContext,
): Promise<ToolOutcome> {
  const settings = settingsOf(tool)
  if (tool.name === postgresQuery.name) return query(tool, settings, postgresQuery.input.parse(input), context)
  if (tool.name === emailSend.name) return send(tool, settings, emailSend.input.parse(input), context)
  throw new Error(`"${tool.name}" is no tool of the platform's packages.`)
}

interface Target {
  host: string
  port: number
}

/** @throws AppError `not_allowed`: what is unencrypted stays in networks that whoever runs the installation has named */
function assertEncrypted(target: Target, isEncrypted: boolean) {
  if (isEncrypted || isPrivateToolHost(target)) return
  throw new AppError(
    'not_allowed',
    `A password is never sent to ${target.host} without encryption. Choose TLS where the package is installed.`,
  )
}

async function openSecret({ name, secrets = [] }: ToolDefinition, target: Target, { scope, agentId }: ToolContext) {
  const secret = await loadGrantedSecret(scope, agentId, { name: secrets[0] ?? '', tool: name, target })
  await noteSecretUse(scope, [secret.id])
  return { value: secret.value, replacement: `[${secret.name}]` }
}

async function query(
  tool: ToolDefinition,
  raw: Record<string, unknown>,
  { sql, limit = 100 }: (typeof postgresQuery)['input']['_output'],
  context: ToolContext,
): Promise<ToolOutcome> {
  const settings = readPostgresSettings(raw)
  assertEncrypted(settings.host, settings.tls === 'verified')
  const secret = await openSecret(tool, settings.host, context)
  const answer = await queryPostgres({ settings, secret, sql, limit, signal: context.signal })
  const about = `${answer.count} ${answer.count === 1 ? 'row' : 'rows'}${answer.hasMore ? ', and there are more: narrow the query, or count first' : ''}.`
  if (answer.count === 0) return succeeded(`${about} Columns: ${answer.columns.join(', ')}.`)
  return succeeded(`${about}\n${untrusted(`Rows of the database ${settings.database}`, answer.table)}`)
}

async function send(
  tool: ToolDefinition,
  raw: Record<string, unknown>,
  letter: (typeof emailSend)['input']['_output'],
  context: ToolContext,
): Promise<ToolOutcome> {
  const settings = readSmtpSettings(raw)
  assertAllowed(letter.to, settings.recipients)
  assertEncrypted(settings.host, settings.security !== 'none')
  const secret = await openSecret(tool, settings.host, context)
  const { accepted, refused } = await sendLetter({ settings, secret, letter, signal: context.signal })
  const words = [
    accepted.length > 0 && `The mail server took the letter for ${accepted.join(', ')}.`,
    refused.length > 0 && `It refused ${refused.join(', ')}: nothing was sent there.`,
  ]
  return (accepted.length > 0 ? succeeded : failed)(words.filter(Boolean).join(' '))
}
