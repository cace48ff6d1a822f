/** The streaming protocols that the fake model speaks. */
export type WireKind = 'openai_chat' | 'openai_responses' | 'anthropic' | 'google'

export interface FakeUsage {
  /** Cached ones included. */
  inputTokens: number
  cachedInputTokens: number
  /** Reasoning included. */
  outputTokens: number
  reasoningTokens: number
}

export type FinishReason = 'stop' | 'length' | 'tool-calls'

/** One answer in the making: each method returns the bytes of the next events. */
export interface Wire {
  open(): string
  /** One string for each delta. */
  text(deltas: readonly string[]): string[]
  reasoning(text: string, signature: string | undefined): string
  /** `args` is JSON text, or what a confused model takes for it. */
  toolCall(call: { id: string; name: string; args: string; signature?: string }): string
  error(message: string): string
  close(finishReason: FinishReason, usage: FakeUsage): string
}

interface WireEvent {
  type: string
  [field: string]: unknown
}

const event = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`
const named = (data: WireEvent) => `event: ${data.type}\n${event(data)}`

const finishNames: Record<WireKind, Record<FinishReason, string>> = {
  openai_chat: { stop: 'stop', length: 'length', 'tool-calls': 'tool_calls' },
  openai_responses: { stop: 'response.completed', length: 'response.incomplete', 'tool-calls': 'response.completed' },
  anthropic: { stop: 'end_turn', length: 'max_tokens', 'tool-calls': 'tool_use' },
  google: { stop: 'STOP', length: 'MAX_TOKENS', 'tool-calls': 'STOP' },
}

function openaiChatWire(model: string): Wire {
  const head = { id: 'chatcmpl-fake', object: 'chat.completion.chunk', created: 1_700_000_000, model }
  const chunk = (delta: unknown, finish: string | null = null) =>
    event({ ...head, choices: [{ index: 0, delta, finish_reason: finish }] })
  let toolCalls = 0
  return {
    open: () => chunk({ role: 'assistant', content: '' }),
    text: (deltas) => deltas.map((content) => chunk({ content })),
    reasoning: (text) => chunk({ reasoning_content: text }),
    toolCall({ id, name, args }) {
      const index = toolCalls++
      return (
        chunk({ tool_calls: [{ index, id, type: 'function', function: { name, arguments: '' } }] }) +
        chunk({ tool_calls: [{ index, function: { arguments: args } }] })
      )
    },
    error: (message) => event({ error: { message, type: 'server_error', param: null, code: null } }),
    close: (finishReason, usage) =>
      chunk({}, finishNames.openai_chat[finishReason]) +
      event({
        ...head,
        choices: [],
        usage: {
          prompt_tokens: usage.inputTokens,
          completion_tokens: usage.outputTokens,
          total_tokens: usage.inputTokens + usage.outputTokens,
          prompt_tokens_details: { cached_tokens: usage.cachedInputTokens },
          completion_tokens_details: { reasoning_tokens: usage.reasoningTokens },
        },
      }) +
      'data: [DONE]\n\n',
  }
}

function openaiResponsesWire(model: string): Wire {
  let sequence = 0
  let items = 0
  const response = { id: 'resp_fake', object: 'response', created_at: 1_700_000_000, model }
  const send = (data: WireEvent) => named({ ...data, sequence_number: sequence++ })
  return {
    open: () => send({ type: 'response.created', response: { ...response, status: 'in_progress' } }),
    text(deltas) {
      const output_index = items++
      const id = `msg_${output_index}`
      const events = deltas.map((delta) =>
        send({ type: 'response.output_text.delta', item_id: id, output_index, content_index: 0, delta }),
      )
      const item = { id, type: 'message', role: 'assistant', content: [] }
      events.unshift(send({ type: 'response.output_item.added', output_index, item }))
      const whole = [{ type: 'output_text', text: deltas.join(''), annotations: [] }]
      events.push(send({ type: 'response.output_item.done', output_index, item: { ...item, content: whole } }))
      return joinEnds(events)
    },
    reasoning(text, signature) {
      const output_index = items++
      const item_id = `rs_${output_index}`
      const at = { item_id, output_index, summary_index: 0 }
      const item = { id: item_id, type: 'reasoning', summary: [], encrypted_content: signature ?? null }
      return (
        send({ type: 'response.output_item.added', output_index, item }) +
        send({ type: 'response.reasoning_summary_part.added', ...at }) +
        send({ type: 'response.reasoning_summary_text.delta', ...at, delta: text }) +
        send({ type: 'response.reasoning_summary_part.done', ...at }) +
        send({ type: 'response.output_item.done', output_index, item })
      )
    },
    toolCall({ id, name, args }) {
      const output_index = items++
      const item_id = `fc_${output_index}`
      const item = { id: item_id, type: 'function_call', call_id: id, name, arguments: '', status: 'in_progress' }
      return (
        send({ type: 'response.output_item.added', output_index, item }) +
        send({ type: 'response.function_call_arguments.delta', item_id, output_index, delta: args }) +
        send({ type: 'response.function_call_arguments.done', item_id, output_index, arguments: args }) +
        send({
          type: 'response.output_item.done',
          output_index,
          item: { ...item, arguments: args, status: 'completed' },
        })
      )
    },
    error: (message) => send({ type: 'error', code: 'server_error', message, param: null }),
    close: (finishReason, usage) =>
      send({
        type: finishNames.openai_responses[finishReason],
        response: {
          ...response,
          status: finishReason === 'length' ? 'incomplete' : 'completed',
          incomplete_details: finishReason === 'length' ? { reason: 'max_output_tokens' } : null,
          usage: {
            input_tokens: usage.inputTokens,
            input_tokens_details: { cached_tokens: usage.cachedInputTokens },
            output_tokens: usage.outputTokens,
            output_tokens_details: { reasoning_tokens: usage.reasoningTokens },
            total_tokens: usage.inputTokens + usage.outputTokens,
          },
        },
      }),
  }
}

function anthropicWire(model: string): Wire {
  let blocks = 0
  const block = (content_block: unknown, deltas: unknown[]) => {
    const index = blocks++
    return joinEnds([
      named({ type: 'content_block_start', index, content_block }),
      ...deltas.map((delta) => named({ type: 'content_block_delta', index, delta })),
      named({ type: 'content_block_stop', index }),
    ])
  }
  return {
    open: () =>
      named({
        type: 'message_start',
        message: {
          id: 'msg_fake',
          type: 'message',
          role: 'assistant',
          model,
          content: [],
          usage: { input_tokens: 0, output_tokens: 1 },
        },
      }),
    text: (deltas) =>
      block(
        { type: 'text', text: '' },
        deltas.map((text) => ({ type: 'text_delta', text })),
      ),
    reasoning: (text, signature = '') =>
      block({ type: 'thinking', thinking: '', signature: '' }, [
        { type: 'thinking_delta', thinking: text },
        { type: 'signature_delta', signature },
      ]).join(''),
    toolCall: ({ id, name, args }) =>
      block({ type: 'tool_use', id, name, input: {} }, [{ type: 'input_json_delta', partial_json: args }]).join(''),
    error: (message) => named({ type: 'error', error: { type: 'overloaded_error', message } }),
    close: (finishReason, usage) =>
      named({
        type: 'message_delta',
        delta: { stop_reason: finishNames.anthropic[finishReason], stop_sequence: null },
        usage: {
          input_tokens: usage.inputTokens - usage.cachedInputTokens,
          cache_read_input_tokens: usage.cachedInputTokens,
          cache_creation_input_tokens: 0,
          output_tokens: usage.outputTokens,
          output_tokens_details: { thinking_tokens: usage.reasoningTokens },
        },
      }) + named({ type: 'message_stop' }),
  }
}

function googleWire(model: string): Wire {
  const chunk = (parts: unknown[], rest: Record<string, unknown> = {}) =>
    event({ candidates: [{ content: { role: 'model', parts }, index: 0, ...rest }], modelVersion: model })
  return {
    open: () => '',
    text: (deltas) => deltas.map((text) => chunk([{ text }])),
    reasoning: (text, signature) =>
      chunk([{ text, thought: true }]) +
      (signature ? chunk([{ text: '', thought: true, thoughtSignature: signature }]) : ''),
    toolCall: ({ name, args, signature }) =>
      chunk([
        { functionCall: { name, args: parseOrText(args) }, ...(signature ? { thoughtSignature: signature } : {}) },
      ]),
    error: (message) => event({ error: { code: 503, message, status: 'UNAVAILABLE' } }),
    close: (finishReason, usage) =>
      event({
        candidates: [
          {
            content: { role: 'model', parts: [{ text: '' }] },
            index: 0,
            finishReason: finishNames.google[finishReason],
          },
        ],
        usageMetadata: {
          promptTokenCount: usage.inputTokens,
          cachedContentTokenCount: usage.cachedInputTokens,
          candidatesTokenCount: usage.outputTokens - usage.reasoningTokens,
          thoughtsTokenCount: usage.reasoningTokens,
          totalTokenCount: usage.inputTokens + usage.outputTokens,
        },
        modelVersion: model,
      }),
  }
}

/** The first event's frame travels with the first delta, the last one's with the last. */
function joinEnds([first = '', ...rest]: string[]): string[] {
  const last = rest.pop() ?? ''
  const [head = '', ...tail] = rest
  const foot = tail.pop()
  return foot === undefined ? [first + head + last] : [first + head, ...tail, foot + last]
}

function parseOrText(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return json
  }
}

export const wires: Record<WireKind, (model: string) => Wire> = {
  openai_chat: openaiChatWire,
  openai_responses: openaiResponsesWire,
  anthropic: anthropicWire,
  google: googleWire,
}

/** A failed request's body, in the provider's own shape. */
export function failureBody(kind: WireKind, status: number, message: string): unknown {
  if (kind === 'anthropic') {
    const type = status === 401 ? 'authentication_error' : status === 429 ? 'rate_limit_error' : 'api_error'
    return { type: 'error', error: { type, message } }
  }
  if (kind === 'google') {
    const name = status === 401 ? 'UNAUTHENTICATED' : status === 429 ? 'RESOURCE_EXHAUSTED' : 'INTERNAL'
    return { error: { code: status, message, status: name } }
  }
  return { error: { message, type: status === 429 ? 'rate_limit_exceeded' : 'api_error', param: null, code: null } }
}

/** What "list models" answers, in the provider's own shape. */
export function modelListBody(kind: WireKind, models: readonly string[]): unknown {
  if (kind === 'anthropic') {
    const data = models.map((id) => ({ type: 'model', id, display_name: id, created_at: '2026-01-01T00:00:00Z' }))
    return { data, has_more: false, first_id: models[0] ?? null, last_id: models.at(-1) ?? null }
  }
  if (kind === 'google') {
    const supportedGenerationMethods = ['generateContent', 'countTokens']
    return { models: models.map((id) => ({ name: `models/${id}`, displayName: id, supportedGenerationMethods })) }
  }
  return {
    object: 'list',
    data: models.map((id) => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'fake' })),
  }
}
