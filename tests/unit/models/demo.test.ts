import type { ModelMessage } from 'ai'
import { describe, expect, test } from 'vitest'
import { type BuiltInToolName, builtInTools, TOOL_NAMES } from '#lib/tools/registry.ts'
import { CONTINUE } from '#worker/engine/context.ts'
import { demoModel } from '#worker/engine/models/demo.ts'
import { ModelError, type ModelEvent } from '#worker/engine/models/model.ts'

type Call = Extract<ModelEvent, { type: 'tool-call' }>

async function answer(messages: ModelMessage[], names: readonly BuiltInToolName[] = TOOL_NAMES): Promise<ModelEvent[]> {
  const events: ModelEvent[] = []
  const tools = names.map((name) => builtInTools[name])
  const signal = new AbortController().signal
  for await (const event of demoModel.stream({ instructions: '', messages, tools, signal })) events.push(event)
  return events
}

/** Runs the whole exchange: every call is answered with `result`, until the model calls no more. */
async function converse(text: string, names = TOOL_NAMES, result = 'the result') {
  const messages: ModelMessage[] = [{ role: 'user', content: text }]
  const steps: ModelEvent[][] = []
  for (;;) {
    const events = await answer(messages, names)
    steps.push(events)
    const calls = events.filter((event): event is Call => event.type === 'tool-call')
    if (calls.length === 0)
      return { steps, calls: steps.flat().filter((event): event is Call => event.type === 'tool-call') }
    messages.push({
      role: 'assistant',
      content: calls.map(({ callId, name, args }) => ({
        type: 'tool-call',
        toolCallId: callId,
        toolName: name,
        input: args,
      })),
    })
    messages.push({
      role: 'tool',
      content: calls.map(({ callId, name }) => ({
        type: 'tool-result',
        toolCallId: callId,
        toolName: name,
        output: { type: 'text', value: result },
      })),
    })
  }
}

const spoken = (events: ModelEvent[]) => events.map((event) => (event.type === 'text' ? event.text : '')).join('')

describe('the demo model', () => {
  test.each(TOOL_NAMES)('calls %s with any arguments', async (name) => {
    const args = { anything: ['at', { all: 1 }], text: 'with "quotes" and ümläuts' }
    const { calls } = await converse(`/tool ${name} ${JSON.stringify(args)}`)
    expect(calls).toMatchObject([{ name, args }])
  })

  test('has a short form for every tool, whose arguments the tool accepts', async () => {
    const forms: Record<BuiltInToolName, string> = {
      shell: 'run: ls -la | head',
      read_file: 'read: notes/a.md',
      write_file: 'write: notes/a.md <<< some text',
      edit_file: 'edit: notes/a.md <<< some ==> other',
      list_files: 'list: notes',
      search_files: 'search: te.t in notes',
    }
    for (const name of TOOL_NAMES) {
      const { calls } = await converse(forms[name])
      expect(calls.map((call) => call.name)).toEqual([name])
      expect(builtInTools[name].input.safeParse(calls[0]?.args).success).toBe(true)
    }
  })

  test('makes one step of each call, and says the last result', async () => {
    const { steps } = await converse('run: one\nand now\nrun: two\n/say goodbye', TOOL_NAMES, 'printed by two')
    expect(steps.map((events) => events.filter((event) => event.type === 'tool-call').length)).toEqual([1, 1, 0])
    expect(spoken(steps[1] as ModelEvent[])).toBe('and now\n')
    expect(spoken(steps[2] as ModelEvent[])).toMatch(/printed by two.*goodbye/s)
    for (const events of steps) expect(events.at(-1)?.type).toBe('finish')
  })

  test('makes one step of calls joined with &', async () => {
    const { steps } = await converse('run: one\n& run: two\n& read: three\nrun: four')
    expect(steps.map((events) => events.filter((event) => event.type === 'tool-call').length)).toEqual([3, 1, 0])
  })

  test('writes the lines of a block', async () => {
    const { calls } = await converse('write: a.txt <<<\nfirst\n  run: not a command\n>>>\nrun: cat a.txt')
    expect(calls.map((call) => call.args)).toEqual([
      { path: 'a.txt', content: 'first\n  run: not a command\n' },
      { command: 'cat a.txt' },
    ])
  })

  test('sends arguments that are no JSON as a confused model would', async () => {
    const { calls } = await converse('/tool shell {"command": ')
    expect(calls[0]?.args).toBe('{"command":')
  })

  test('calls what it was not offered, so that the refusal can be seen', async () => {
    const { calls } = await converse('run: ls', [])
    expect(calls).toHaveLength(1)
  })

  test('streams words, thinks, and counts no cost', async () => {
    const events = await answer([{ role: 'user', content: '/think hm hm\n/tokens 20' }])
    expect(events.filter((event) => event.type === 'reasoning')).toHaveLength(2)
    expect(events.filter((event) => event.type === 'text')).toHaveLength(20)
    expect(events.at(-1)).toMatchObject({ finishReason: 'stop', usage: { outputTokens: 22, costMicros: 0 } })
  })

  test('fails as told', async () => {
    const failing = answer([{ role: 'user', content: '/say before\n/fail rate_limited slow down' }])
    await expect(failing).rejects.toThrow(new ModelError('rate_limited', 'slow down'))
  })

  test('stops when cancelled', async () => {
    const abort = new AbortController()
    const messages: ModelMessage[] = [{ role: 'user', content: '/say one\n/wait 600000\n/say two' }]
    const stream = demoModel
      .stream({ instructions: '', messages, tools: [], signal: abort.signal })
      [Symbol.asyncIterator]()
    await stream.next()
    const next = stream.next()
    const reason = new Error('cancelled')
    abort.abort(reason)
    await expect(next).rejects.toBe(reason)
  })

  test.each([
    'Make a file plan.md with "Ship it"',
    'Write a script and run it',
    'Build me a website',
    'What files are in the workspace?',
    'Please compare the three largest competitors',
  ])('does something that can be seen for: %s', async (prose) => {
    const { steps, calls } = await converse(prose)
    expect(calls.length).toBeGreaterThan(0)
    for (const { name, args } of calls) {
      expect(builtInTools[name as BuiltInToolName].input.safeParse(args).success).toBe(true)
    }
    expect(spoken(steps.flat())).toContain('offline demo model')
  })

  test('writes the file that was asked for', async () => {
    const { calls } = await converse('Make a file docs/plan.md with "Ship it"')
    expect(calls[0]).toMatchObject({ name: 'write_file', args: { path: 'docs/plan.md', content: 'Ship it\n' } })
  })

  test('speaks where the agent has no tools', async () => {
    const { steps, calls } = await converse('Make a file', [])
    expect(calls).toEqual([])
    expect(spoken(steps.flat())).toContain('none of the tools')
  })

  test('answers the last message, not an older one', async () => {
    const messages: ModelMessage[] = [
      { role: 'user', content: 'run: old' },
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'a', toolName: 'shell', input: {} }] },
      { role: 'user', content: 'run: new' },
    ]
    expect(await answer(messages)).toMatchObject([{ args: { command: 'new' } }, { type: 'finish' }])
  })

  test('goes on with the same message when a person continues a run', async () => {
    const messages: ModelMessage[] = [
      { role: 'user', content: 'run: one\n/say the end' },
      { role: 'assistant', content: [{ type: 'tool-call', toolCallId: 'a', toolName: 'shell', input: {} }] },
      { role: 'assistant', content: [{ type: 'text', text: 'the ' }] },
      { role: 'user', content: CONTINUE },
    ]
    expect(spoken(await answer(messages))).toBe('the end\n')
  })

  test.each([
    ['a long line of blanks', `run:${' '.repeat(300_000)}x`],
    ['many open blocks', '/tool shell <<<\n'.repeat(50_000)],
    ['many words of the patterns', 'run read write create '.repeat(20_000)],
    ['a long word', 'a'.repeat(300_000)],
  ])('is not held up by %s', { timeout: 5000 }, async (_, text) => {
    expect((await answer([{ role: 'user', content: text }], [])).at(-1)?.type).toBe('finish')
  })
})
