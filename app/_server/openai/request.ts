import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import type { ClientContext } from '#lib/runs/client-context.ts'

const textPart = z.looseObject({ type: z.literal('text'), text: z.string() })
const content = z.union([z.string(), z.array(textPart)], 'Only text is taken here.').transform(plainText)

const call = z.object({
  id: z.string(),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
})

const message = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['system', 'developer']), content }),
  z.object({ role: z.literal('user'), content }),
  z.object({
    role: z.literal('assistant'),
    content: content.nullish().transform((text) => text ?? ''),
    tool_calls: z.array(call).max(128).optional(),
  }),
  z.object({ role: z.literal('tool'), tool_call_id: z.string(), content }),
])
type Message = z.output<typeof message>

/**
 * What OpenAI's clients send, as far as an agent heeds it. Temperature and the like are the agent's own and are
 * overlooked; what would change the meaning of the answer, and is not done here, is refused.
 */
export const completionRequest = z.object({
  /** An agent's id. */
  model: z.string().max(200),
  messages: z.array(message).min(1).max(2000),
  stream: z.boolean().nullish(),
  stream_options: z.object({ include_usage: z.boolean().optional() }).nullish(),
  tools: z
    .array(
      z.object({
        type: z.literal('function'),
        function: z.object({
          name: z.string(),
          description: z.string().optional(),
          parameters: z.record(z.string(), z.unknown()).optional(),
        }),
      }),
    )
    .max(64)
    .nullish(),
  tool_choice: z.enum(['auto', 'none'], 'Only "auto" and "none" are done here.').nullish(),
  n: z.literal(1, 'Only one answer is given to a request.').nullish(),
  response_format: z.object({ type: z.literal('text', 'Only text is given.') }).nullish(),
  metadata: z
    .looseObject({
      /** Goes on with that thread; of `messages` only the last is then taken. */
      thread_id: idSchema.optional(),
    })
    .nullish(),
})
export type CompletionRequest = z.output<typeof completionRequest>

/** What the request asks of the agent. */
export type Asked =
  | { kind: 'message'; text: string; client: ClientContext }
  | { kind: 'results'; results: { toolCallId: string; text: string }[] }

/** @throws AppError `invalid_input` */
export function askedBy({ messages, tools, tool_choice, metadata }: CompletionRequest): Asked {
  const lastSaid = messages.findLastIndex(({ role }) => role !== 'tool')
  const trailing = messages.slice(lastSaid + 1)
  if (trailing.length > 0) {
    return { kind: 'results', results: trailing.map((each) => resultOf(each)) }
  }
  const last = messages.at(-1)
  if (last?.role !== 'user') {
    throw new AppError('invalid_input', 'messages: The last message must be the user’s, or results of tools.')
  }
  const before = messages.slice(0, -1)
  const system = before.flatMap((each) => (each.role === 'system' || each.role === 'developer' ? [each.content] : []))
  const offered = tool_choice === 'none' ? [] : (tools ?? [])
  return {
    kind: 'message',
    text: last.content,
    client: {
      system: system.join('\n\n'),
      // A thread has its own history, and a truer one.
      history: metadata?.thread_id ? [] : historyOf(before),
      tools: offered.map(({ function: { name, description = '', parameters } }) => ({
        name,
        description,
        parameters: parameters ?? { type: 'object', properties: {} },
      })),
    },
  }
}

/** The id under which a client knows a tool call. */
export function clientCallId(toolCallId: string): string {
  return `call_${toolCallId.replaceAll('-', '')}`
}

const CALL_ID = /^call_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/

function resultOf(said: Message): { toolCallId: string; text: string } {
  if (said.role !== 'tool') throw new AppError('invalid_input', 'messages: A tool’s result was expected.')
  const match = CALL_ID.exec(said.tool_call_id)
  if (!match) throw new AppError('invalid_input', `tool_call_id: "${said.tool_call_id}" is no call of this agent.`)
  return { toolCallId: match.slice(1).join('-'), text: said.content }
}

function historyOf(messages: Message[]): ClientContext['history'] {
  const names = new Map<string, string>()
  return messages.flatMap((each): ClientContext['history'] => {
    switch (each.role) {
      case 'user':
        return [{ role: 'user', text: each.content }]
      case 'assistant': {
        const calls = (each.tool_calls ?? []).map(({ id, function: { name, arguments: args } }) => {
          names.set(id, name)
          return { id, name, args: parsedArgs(args) }
        })
        return [{ role: 'assistant', text: each.content, calls }]
      }
      case 'tool': {
        const name = names.get(each.tool_call_id)
        if (!name) throw new AppError('invalid_input', `tool_call_id: No call "${each.tool_call_id}" came before.`)
        return [{ role: 'tool', id: each.tool_call_id, name, text: each.content }]
      }
      default:
        return []
    }
  })
}

function parsedArgs(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function plainText(given: string | { text: string }[]): string {
  return typeof given === 'string' ? given : given.map(({ text }) => text).join('\n')
}
