import type {
  LanguageModelV4CallOptions,
  LanguageModelV4Message,
  LanguageModelV4Prompt,
  LanguageModelV4ToolChoice,
} from '@ai-sdk/provider'
import { z } from 'zod'
import { ModelProblem } from './problem.ts'

type Schema = NonNullable<Extract<LanguageModelV4CallOptions['responseFormat'], { type: 'json' }>['schema']>
type UserPart = Extract<LanguageModelV4Message, { role: 'user' }>['content'][number]
type AssistantPart = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'][number]

const textPart = z.looseObject({ type: z.literal('text'), text: z.string() })
const imagePart = z.looseObject({
  type: z.literal('image_url'),
  image_url: z.looseObject({
    url: z.string().regex(/^data:image\/[a-z0-9.+-]+;base64,/i, 'An image is given as data:image/...;base64, here.'),
  }),
})
const text = z
  .union([z.string(), z.array(textPart)])
  .transform((given) => (typeof given === 'string' ? given : given.map((part) => part.text).join('\n')))
const json = z.record(z.string(), z.unknown())

const toolCall = z.object({
  id: z.string(),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
})

const message = z.discriminatedUnion('role', [
  z.object({ role: z.enum(['system', 'developer']), content: text }),
  z.object({ role: z.literal('user'), content: z.union([z.string(), z.array(z.union([textPart, imagePart]))]) }),
  z.object({
    role: z.literal('assistant'),
    content: text.nullish().transform((given) => given ?? ''),
    tool_calls: z.array(toolCall).max(128).nullish(),
  }),
  z.object({ role: z.literal('tool'), tool_call_id: z.string(), content: text }),
])
type Message = z.output<typeof message>

/** What OpenAI's clients send. What would change the meaning of the answer, and is not done here, is refused. */
const chatRequest = z.object({
  model: z.string().min(1).max(200),
  messages: z.array(message).min(1).max(2000),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  seed: z.int().nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(16)]).nullish(),
  reasoning_effort: z.enum(['none', 'minimal', 'low', 'medium', 'high', 'xhigh']).nullish(),
  response_format: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('text') }),
      z.object({ type: z.literal('json_object') }),
      z.object({
        type: z.literal('json_schema'),
        json_schema: z.object({ name: z.string(), description: z.string().nullish(), schema: json.nullish() }),
      }),
    ])
    .nullish(),
  tools: z
    .array(
      z.object({
        type: z.literal('function'),
        function: z.object({ name: z.string(), description: z.string().nullish(), parameters: json.nullish() }),
      }),
    )
    .max(128)
    .nullish(),
  tool_choice: z
    .union([
      z.enum(['auto', 'none', 'required']),
      z.object({ type: z.literal('function'), function: z.object({ name: z.string() }) }),
    ])
    .nullish(),
  n: z.literal(1, 'Only one answer is given to a request.').nullish(),
  logprobs: z.literal(false, 'Log probabilities are not given here.').nullish(),
})
export type ChatRequest = z.output<typeof chatRequest>

/** @throws ModelProblem 400 */
export function readChatRequest(body: Uint8Array): ChatRequest {
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    throw new ModelProblem(400, 'invalid_json', 'The body is not JSON.')
  }
  const { data, error } = chatRequest.safeParse(value)
  if (data) return data
  throw new ModelProblem(400, 'invalid_request', z.prettifyError(error))
}

/** Tokens that the code asks for at most; undefined: as many as the model gives. */
export function askedOutput({ max_tokens, max_completion_tokens }: ChatRequest): number | undefined {
  return max_completion_tokens ?? max_tokens ?? undefined
}

/** The request as every provider's package takes it. @throws ModelProblem 400 */
export function toCall(request: ChatRequest): LanguageModelV4CallOptions {
  const { temperature, top_p, presence_penalty, frequency_penalty, seed, stop, reasoning_effort } = request
  const tools = (request.tools ?? []).map(({ function: { name, description, parameters } }) => ({
    type: 'function' as const,
    name,
    description: description ?? undefined,
    inputSchema: (parameters ?? { type: 'object', properties: {} }) as Schema,
  }))
  return {
    prompt: promptOf(request.messages),
    temperature: temperature ?? undefined,
    topP: top_p ?? undefined,
    presencePenalty: presence_penalty ?? undefined,
    frequencyPenalty: frequency_penalty ?? undefined,
    seed: seed ?? undefined,
    stopSequences: typeof stop === 'string' ? [stop] : (stop ?? undefined),
    reasoning: reasoning_effort ?? undefined,
    responseFormat: formatOf(request.response_format),
    ...(tools.length > 0 ? { tools, toolChoice: choiceOf(request.tool_choice) } : {}),
  }
}

function formatOf(format: ChatRequest['response_format']): LanguageModelV4CallOptions['responseFormat'] {
  if (format?.type === 'json_object') return { type: 'json' }
  if (format?.type !== 'json_schema') return undefined
  const { name, description, schema } = format.json_schema
  return { type: 'json', name, description: description ?? undefined, schema: (schema ?? undefined) as Schema }
}

function choiceOf(choice: ChatRequest['tool_choice']): LanguageModelV4ToolChoice | undefined {
  if (!choice) return undefined
  return typeof choice === 'string' ? { type: choice } : { type: 'tool', toolName: choice.function.name }
}

function promptOf(messages: readonly Message[]): LanguageModelV4Prompt {
  const names = new Map<string, string>()
  return messages.map((each) => toMessage(each, names))
}

function toMessage(each: Message, names: Map<string, string>): LanguageModelV4Message {
  switch (each.role) {
    case 'system':
    case 'developer':
      return { role: 'system', content: each.content }
    case 'user':
      return { role: 'user', content: userParts(each.content) }
    case 'assistant': {
      const content: AssistantPart[] = each.content === '' ? [] : [{ type: 'text', text: each.content }]
      for (const { id, function: called } of each.tool_calls ?? []) {
        names.set(id, called.name)
        content.push({
          type: 'tool-call',
          toolCallId: id,
          toolName: called.name,
          input: argumentsOf(called.arguments),
        })
      }
      return { role: 'assistant', content }
    }
    case 'tool': {
      const toolName = names.get(each.tool_call_id)
      if (!toolName) {
        throw new ModelProblem(400, 'invalid_request', `tool_call_id: no call "${each.tool_call_id}" came before.`)
      }
      const output = { type: 'text' as const, value: each.content }
      return { role: 'tool', content: [{ type: 'tool-result', toolCallId: each.tool_call_id, toolName, output }] }
    }
  }
}

function userParts(content: Extract<Message, { role: 'user' }>['content']): UserPart[] {
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  return content.map((part): UserPart => {
    if (part.type === 'text') return { type: 'text', text: part.text }
    const [, mediaType = 'image/png', data = ''] = /^data:([^;]+);base64,(.*)$/is.exec(part.image_url.url) ?? []
    return { type: 'file', mediaType, data: { type: 'data', data } }
  })
}

function argumentsOf(given: string): unknown {
  try {
    return JSON.parse(given)
  } catch {
    return { malformed_arguments: given }
  }
}
