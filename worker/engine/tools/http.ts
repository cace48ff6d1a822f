import { performRequest } from '#lib/http-tools/perform.ts'
import { httpToolOf } from '#lib/http-tools/source.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import { failed, succeeded } from './outcome.ts'
import type { ToolContext, ToolOutcome } from './tool-context.ts'
import { untrusted } from './untrusted.ts'

/** Makes the request that an HTTP tool stands for. */
export async function executeHttp(
  definition: ToolDefinition,
  input: unknown,
  { scope, agentId, signal }: ToolContext,
): Promise<ToolOutcome> {
  const tool = httpToolOf(definition)
  const answer = await performRequest(tool, input as Record<string, unknown>, { scope, agentId, signal })
  const { status, contentType, isCut } = answer
  const about = `HTTP ${status}${contentType && `, ${contentType}`}`
  const text =
    answer.text === '' ? `${about}, without content.` : `${about}\n${untrusted(`Answer of ${tool.host}`, answer.text)}`
  const whole = isCut ? `${text}\n[The answer is longer; its end is left out. Ask for less of it.]` : text
  return status < 400 ? succeeded(whole) : failed(whole)
}
