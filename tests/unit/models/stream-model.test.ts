import type { ModelMessage } from 'ai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ModelParameters } from '#lib/agents/schema.ts'
import type { ProviderKind } from '#lib/providers/schema.ts'
import { builtInTools } from '#lib/tools/registry.ts'
import {
  callsTools,
  type FakeModel,
  failsWith,
  hangs,
  says,
  startFakeModel,
  tokens,
} from '#tests/support/fake-model.ts'
import { createLanguageModel } from '#worker/engine/models/language-models.ts'
import { type ChatModel, ModelError, type ModelEvent, type ModelRequest } from '#worker/engine/models/model.ts'
import { streamModel } from '#worker/engine/models/stream-model.ts'

const KEY = 'sk-test-a-secret-key'
const kinds: ProviderKind[] = ['openai', 'anthropic', 'google', 'openai_compatible']
const names: Record<ProviderKind, string> = {
  openai: 'gpt-5',
  anthropic: 'claude-sonnet-4-5',
  google: 'gemini-2.5-pro',
  openai_compatible: 'llama',
}

let fake: FakeModel
beforeAll(async () => {
  fake = await startFakeModel(says('unscripted'))
})
afterAll(() => fake.close())

function modelOf(kind: ProviderKind, apiKey = KEY, parameters?: ModelParameters): ChatModel {
  const languageModel = createLanguageModel({ kind, baseUrl: fake.url, apiKey, model: names[kind], fetch })
  return streamModel({
    provider: kind,
    baseUrl: fake.url,
    model: names[kind],
    keyId: 'row',
    sees: true,
    contextTokens: 128_000,
    parameters,
    languageModel: async () => languageModel,
    secret: () => apiKey,
  })
}

function request(overrides: Partial<ModelRequest> = {}): ModelRequest {
  const signal = new AbortController().signal
  return { instructions: 'Be brief.', messages: [{ role: 'user', content: 'hello' }], tools: [], signal, ...overrides }
}

async function collect(model: ChatModel, what: ModelRequest = request()): Promise<ModelEvent[]> {
  const events: ModelEvent[] = []
  for await (const event of model.stream(what)) events.push(event)
  return events
}

async function failure(model: ChatModel, what?: ModelRequest): Promise<ModelError> {
  const error = await collect(model, what).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ModelError)
  return error as ModelError
}

const textOf = (events: ModelEvent[]) => events.map((event) => (event.type === 'text' ? event.text : '')).join('')
const lastOf = (events: ModelEvent[]) => events.at(-1)

describe.each(kinds)('a model of kind %s', (kind) => {
  test('is shown an image, with the words beside it', async () => {
    fake.script(says('I see.'))
    const image = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
    const content = [
      { type: 'text' as const, text: 'what is this?' },
      { type: 'image' as const, image, mediaType: 'image/png' },
    ]
    await collect(modelOf(kind), request({ messages: [{ role: 'user', content }] }))
    const body = fake.requests.at(-1)?.body ?? ''
    expect(body).toContain(Buffer.from(image).toString('base64'))
    expect(body).toContain('image/png')
    expect(body).toContain('what is this?')
  })

  test('streams its words, and ends with the tokens used', async () => {
    const usage = { inputTokens: 100, cachedInputTokens: 40, outputTokens: 20, reasoningTokens: 5 }
    fake.script({ parts: [{ text: 'Hello big world' }], usage })
    const events = await collect(modelOf(kind))
    expect(textOf(events)).toBe('Hello big world')
    expect(events.filter((event) => event.type === 'text')).toHaveLength(3)
    expect(lastOf(events)).toMatchObject({ type: 'finish', finishReason: 'stop', usage })
    expect(events.filter((event) => event.type === 'finish')).toHaveLength(1)
    const { costMicros } = (lastOf(events) as Extract<ModelEvent, { type: 'finish' }>).usage
    if (kind === 'openai_compatible') expect(costMicros).toBeNull()
    else expect(costMicros).toBeGreaterThan(0)
  })

  test('is asked with the agent’s parameters, as its provider names them', async () => {
    fake.script(says('Hi'))
    // Where a model thinks, its provider takes no temperature: those are asked for apart.
    await collect(modelOf(kind, KEY, { temperature: 0.3, maxOutputTokens: 777, reasoningEffort: 'none' }))
    const plain = fake.requests.at(-1)?.body ?? ''
    expect(plain).toContain('777')
    if (kind !== 'openai') expect(plain).toMatch(/"temperature":0\.3/)
    await collect(modelOf(kind, KEY, { reasoningEffort: 'high' }))
    const thinking = fake.requests.at(-1)?.json
    const said = {
      openai: thinking?.reasoning?.effort,
      anthropic: thinking?.thinking?.type,
      google: typeof thinking?.generationConfig?.thinkingConfig?.thinkingBudget,
      openai_compatible: thinking?.reasoning_effort,
    }[kind]
    expect(said).toBe({ openai: 'high', anthropic: 'enabled', google: 'number', openai_compatible: 'high' }[kind])
    await collect(modelOf(kind))
    expect(fake.requests.at(-1)?.body).not.toMatch(/temperature|effort|thinking/)
  })

  test('words come while the rest is still being thought of', async () => {
    let release: () => void = () => {}
    const waitFor = new Promise<void>((resolve) => {
      release = resolve
    })
    fake.script({ parts: [{ text: 'first ' }, { waitFor }, { text: 'second' }] })
    const stream = modelOf(kind).stream(request())[Symbol.asyncIterator]()
    expect((await stream.next()).value).toMatchObject({ type: 'text', text: 'first ' })
    release()
    expect((await stream.next()).value).toMatchObject({ type: 'text', text: 'second' })
    expect((await stream.next()).value).toMatchObject({ type: 'finish' })
  })

  test('is offered the tools, calls them, and reads their results', async () => {
    fake.script(callsTools({ name: 'shell', args: { command: 'ls' } }, { name: 'read_file', args: { path: 'a' } }))
    const tools = Object.values(builtInTools)
    const events = await collect(modelOf(kind), request({ tools }))
    const calls = events.filter((event) => event.type === 'tool-call')
    expect(calls).toMatchObject([
      { name: 'shell', args: { command: 'ls' } },
      { name: 'read_file', args: { path: 'a' } },
    ])
    expect(lastOf(events)).toMatchObject({ finishReason: 'tool-calls' })
    for (const tool of tools) expect(fake.requests.at(-1)?.body).toContain(tool.description)

    const messages: ModelMessage[] = [
      { role: 'user', content: 'hello' },
      {
        role: 'assistant',
        content: calls.map(({ callId, name, args, providerMetadata }) => ({
          type: 'tool-call',
          toolCallId: callId,
          toolName: name,
          input: args,
          providerOptions: providerMetadata as never,
        })),
      },
      {
        role: 'tool',
        content: calls.map(({ callId, name }, index) => ({
          type: 'tool-result',
          toolCallId: callId,
          toolName: name,
          output: { type: 'text', value: `result-${index}` },
        })),
      },
    ]
    fake.script(says('I see.'))
    expect(textOf(await collect(modelOf(kind), request({ messages, tools })))).toBe('I see.')
    expect(fake.requests.at(-1)?.body).toMatch(/result-0.*result-1/)
  })

  test('a refused key is said in the provider’s words, without the key', async () => {
    fake.script(failsWith(401, `Incorrect API key provided: ${KEY}. Find yours at example.com.`))
    const error = await failure(modelOf(kind))
    expect(error).toMatchObject({ kind: 'auth', retryable: false })
    expect(error.message).toContain('Incorrect API key provided')
    expect(error.message).not.toContain(KEY)
    expect(JSON.stringify(error)).not.toContain(KEY)
  })

  test('a rate limit says how long to wait', async () => {
    fake.script(failsWith(429, 'You are sending too much.', 7))
    expect(await failure(modelOf(kind))).toMatchObject({
      kind: 'rate_limited',
      retryable: true,
      retryAfterMs: 7000,
      message: expect.stringContaining('You are sending too much.'),
    })
  })

  test('used-up credit is not waited for', async () => {
    fake.script(failsWith(429, 'You exceeded your current quota, please check your plan and billing details.'))
    expect(await failure(modelOf(kind))).toMatchObject({ kind: 'auth', retryable: false })
    fake.script(failsWith(429, 'You exceeded your current quota, please check your plan. Please retry in 34.5s.'))
    expect(await failure(modelOf(kind))).toMatchObject({ kind: 'rate_limited', retryAfterMs: 34_500 })
  })

  test.each([500, 503, 529])('status %i can be tried again, and is tried once per call', async (status) => {
    const before = fake.requests.length
    fake.script(failsWith(status, 'We are overloaded.'))
    expect(await failure(modelOf(kind))).toMatchObject({ kind: 'overloaded', retryable: true })
    expect(fake.requests.length - before).toBe(1)
  })

  test.each([400, 404, 413])('status %i cannot', async (status) => {
    fake.script(failsWith(status, 'No such model.'))
    expect(await failure(modelOf(kind))).toMatchObject({
      kind: 'invalid_request',
      retryable: false,
      message: expect.stringContaining('No such model.'),
    })
  })

  test.each([{ disconnect: true as const }, { breakOff: true as const }])(
    'an answer that ends early is an error: %j',
    async (end) => {
      fake.script({ parts: [{ text: 'half an ' }, end] })
      expect(await failure(modelOf(kind))).toMatchObject({ kind: 'network', retryable: true })
    },
  )

  test('an error in mid-stream is an error', async () => {
    fake.script({ parts: [{ text: 'half an ' }, { streamError: 'The server is overloaded.' }] })
    expect(await failure(modelOf(kind))).toMatchObject({
      kind: 'overloaded',
      message: expect.stringContaining('The server is overloaded.'),
    })
  })

  test('an answer that makes no sense is an error', async () => {
    fake.script({ parts: [{ text: 'half an ' }, { raw: 'data: {"choices": [}\n\n' }, { text: 'answer' }] })
    expect(await failure(modelOf(kind))).toMatchObject({ kind: 'bad_response' })
  })

  test('a web page in the place of an answer is an error', async () => {
    fake.script({ parts: [{ raw: '<html>Sign in to the hotel network</html>' }, { disconnect: true }] })
    expect(await failure(modelOf(kind))).toBeInstanceOf(ModelError)
  })

  test('cancelling ends the call at the provider too, also before its first byte', async () => {
    fake.script(hangs())
    const abort = new AbortController()
    const answer = collect(modelOf(kind), request({ signal: abort.signal }))
    await fake.received(1)
    const reason = new Error('cancelled by a person')
    abort.abort(reason)
    await expect(answer).rejects.toBe(reason)
    const seen = fake.requests.at(-1)
    await expect.poll(() => seen?.aborted).toBe(true)
  })
})

// Google's protocol carries arguments as JSON values: there is no text that could be broken.
test.each(kinds.filter((kind) => kind !== 'google'))(
  'arguments of %s that are no JSON arrive as they were sent, and can be sent back',
  async (kind) => {
    fake.script(callsTools({ name: 'shell', args: '{"command": "ls' }))
    const [call] = await collect(modelOf(kind), request({ tools: [builtInTools.shell] }))
    expect(call).toMatchObject({ type: 'tool-call', name: 'shell', args: '{"command": "ls' })
    const input = (call as Extract<ModelEvent, { type: 'tool-call' }>).args
    const messages: ModelMessage[] = [
      { role: 'user', content: 'hello' },
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'c1', toolName: 'shell', input }] },
      {
        role: 'tool',
        content: [
          { type: 'tool-result', toolCallId: 'c1', toolName: 'shell', output: { type: 'error-text', value: 'No.' } },
        ],
      },
    ]
    fake.script(says('Sorry.'))
    expect(textOf(await collect(modelOf(kind), request({ messages })))).toBe('Sorry.')
    expect(fake.requests.at(-1)?.body).toContain('malformed_arguments')
  },
)

describe('reasoning', () => {
  const signed: [ProviderKind, string][] = [
    ['openai', 'encrypted_content'],
    ['anthropic', 'signature'],
    ['google', 'thoughtSignature'],
  ]
  test.each(signed)('of %s is shown, and goes back with its signature', async (kind, field) => {
    fake.script({ parts: [{ reasoning: 'Let me think.', signature: 'U0lHTkFUVVJF' }, { text: 'Done.' }] })
    const events = await collect(modelOf(kind))
    const reasoning = events.filter((event) => event.type === 'reasoning')
    expect(reasoning.map((event) => event.text).join('')).toBe('Let me think.')
    const providerMetadata = reasoning.at(-1)?.providerMetadata
    expect(JSON.stringify(providerMetadata)).toContain('U0lHTkFUVVJF')

    const messages: ModelMessage[] = [
      { role: 'user', content: 'hello' },
      {
        role: 'assistant',
        content: [
          // As it is stored and read again.
          { type: 'reasoning', text: 'Let me think.', providerOptions: JSON.parse(JSON.stringify(providerMetadata)) },
          { type: 'text', text: 'Done.' },
        ],
      },
      { role: 'user', content: 'go on' },
    ]
    fake.script(says('ok'))
    await collect(modelOf(kind), request({ messages }))
    expect(fake.requests.at(-1)?.body).toContain(`"${field}":"U0lHTkFUVVJF"`)
  })

  test('of a compatible server is shown', async () => {
    fake.script({ parts: [{ reasoning: 'Let me think.' }, { text: 'Done.' }] })
    const events = await collect(modelOf('openai_compatible'))
    expect(events[0]).toMatchObject({ type: 'reasoning', text: 'Let me think.' })
  })

  test('that another provider signed does not disturb a fallback', async () => {
    const messages: ModelMessage[] = [
      { role: 'user', content: 'hello' },
      {
        role: 'assistant',
        content: [
          { type: 'reasoning', text: 'Mine.', providerOptions: { anthropic: { signature: 'c2ln' } } },
          { type: 'text', text: 'Done.' },
        ],
      },
      { role: 'user', content: 'go on' },
    ]
    for (const kind of kinds) {
      fake.script(says('ok'))
      expect(textOf(await collect(modelOf(kind), request({ messages })))).toBe('ok')
    }
  })
})

test.each(kinds)('a bare hello with all tools is under 6,000 bytes at %s', async (kind) => {
  fake.script(tokens(1))
  await collect(modelOf(kind), request({ tools: Object.values(builtInTools) }))
  expect(fake.requests.at(-1)?.bytes).toBeLessThan(6000)
  expect(fake.requests.at(-1)?.bytes).toBeGreaterThan(500)
})

test('nothing is kept at OpenAI, and Anthropic caches the prefix', async () => {
  fake.script(says('ok'))
  await collect(modelOf('openai'))
  expect(fake.requests.at(-1)?.json.store).toBe(false)
  await collect(modelOf('anthropic'))
  expect(fake.requests.at(-1)?.json.cache_control).toEqual({ type: 'ephemeral' })
})

test('the key goes to the provider and nowhere into the body', async () => {
  for (const kind of kinds) {
    fake.script(says('ok'))
    await collect(modelOf(kind))
    const seen = fake.requests.at(-1)
    expect(JSON.stringify(seen?.headers)).toContain(KEY)
    expect(seen?.body).not.toContain(KEY)
    expect(seen?.path).not.toContain(KEY)
  }
})
