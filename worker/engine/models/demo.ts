import { setTimeout as delay } from 'node:timers/promises'
import type { ModelMessage } from 'ai'
import { DEMO_PROVIDER } from '#lib/agents/schema.ts'
import { newId } from '#lib/ids.ts'
import { CONTINUE } from '../context.ts'
import { MEMORIES_OFFERED } from '../memories.ts'
import { type DemoAction, parseDemoCommands } from './demo-grammar.ts'
import { reactToProse } from './demo-prose.ts'
import { type ChatModel, ModelError, type ModelEvent, type ModelRequest } from './model.ts'

const MAX_QUOTED_CHARS = 1500

/** The offline model: follows docs/DEMO-MODEL.md, costs nothing, and needs no key. */
export const demoModel: ChatModel = {
  provider: DEMO_PROVIDER,
  model: 'demo',
  keyId: DEMO_PROVIDER,
  sees: false,
  contextTokens: 10_000_000,
  costMicros: () => 0,
  stream,
}

async function* stream(request: ModelRequest): AsyncGenerator<ModelEvent> {
  const { signal } = request
  signal.throwIfAborted()
  const { message, memories, calls, lastResult } = position(request.messages)
  const commands = parseDemoCommands(message)
  const actions = commands ?? reactToProse(message, new Set(request.tools.map((tool) => tool.name)))
  const { before, now } = stepOf(actions, calls)
  let paceMs = before.reduce((ms, action) => (action.do === 'pace' ? action.ms : ms), 0)
  let outputTokens = 0
  let called = false

  async function* words(type: 'text' | 'reasoning', text: string): AsyncGenerator<ModelEvent> {
    for (const word of text.split(/(?<=\s)(?=\S)/)) {
      if (paceMs > 0) await pause(paceMs, signal)
      outputTokens++
      yield { type, text: word }
    }
  }

  // What the last tool said is quoted once, where the calls end.
  if (calls > 0 && !now.some((action) => action.do === 'call') && lastResult !== null) {
    yield* words('text', `${quote(lastResult)}\n\n`)
  }
  for (const action of now) {
    signal.throwIfAborted()
    switch (action.do) {
      case 'say':
        yield* words('text', action.text)
        break
      case 'think':
        yield* words('reasoning', action.text)
        break
      case 'cite':
        yield* words(
          'text',
          memories.length > 0 ? `From memory:\n\n${memories.join('\n')}\n` : 'I was offered no memories.\n',
        )
        break
      case 'pace':
        paceMs = action.ms
        break
      case 'wait':
        await pause(action.ms, signal)
        break
      case 'fail':
        throw new ModelError(action.kind, action.message)
      case 'call':
        called = true
        outputTokens++
        yield { type: 'tool-call', callId: `demo_${newId()}`, name: action.name, args: action.args }
    }
  }
  const inputTokens = Math.ceil((request.instructions.length + JSON.stringify(request.messages).length) / 4)
  const usage = { inputTokens, cachedInputTokens: 0, outputTokens, reasoningTokens: 0, costMicros: 0 }
  yield { type: 'finish', finishReason: called ? 'tool-calls' : 'stop', usage }
}

/** The last message of a person, and how far the answer to it has come. The model itself remembers nothing. */
function position(messages: readonly ModelMessage[]): {
  message: string
  memories: string[]
  calls: number
  lastResult: string | null
} {
  // A person who continues a run wants the rest of the answer, not an answer to the engine's own words.
  const at = messages.findLastIndex((message) => message.role === 'user' && textOf(message) !== CONTINUE)
  const message = textOf(messages[at])
  let calls = 0
  let lastResult: string | null = null
  for (const { role, content } of messages.slice(at + 1)) {
    if (typeof content === 'string') continue
    if (role === 'assistant') calls += content.filter((part) => part.type === 'tool-call').length
    if (role !== 'tool') continue
    for (const part of content) {
      if (part.type === 'tool-result' && 'value' in part.output) lastResult = String(part.output.value)
    }
  }
  return { message, memories: memoriesOf(messages[at]), calls, lastResult }
}

function textOf(message: ModelMessage | undefined): string {
  if (message?.role !== 'user') return ''
  if (typeof message.content === 'string') return message.content
  const own = message.content.filter((part) => part.type === 'text' && !part.text.startsWith(MEMORIES_OFFERED))
  return own.map((part) => (part.type === 'text' ? part.text : '')).join('\n')
}

/** The lines that were offered of the memory with a message. */
function memoriesOf(message: ModelMessage | undefined): string[] {
  if (message?.role !== 'user' || typeof message.content === 'string') return []
  return message.content.flatMap((part) =>
    part.type === 'text' && part.text.startsWith(MEMORIES_OFFERED)
      ? part.text.split('\n').filter((line) => line.startsWith('- [memory]('))
      : [],
  )
}

/** The actions after the `calls`-th call, up to the next one (and those made together with it). */
function stepOf(actions: readonly DemoAction[], calls: number): { before: readonly DemoAction[]; now: DemoAction[] } {
  let seen = 0
  let start = 0
  while (seen < calls && start < actions.length) if (actions[start++]?.do === 'call') seen++
  const now: DemoAction[] = []
  let called = false
  for (const action of actions.slice(start)) {
    if (called && !(action.do === 'call' && action.together)) break
    now.push(action)
    if (action.do === 'call') called = true
  }
  return { before: actions.slice(0, start), now }
}

function quote(result: string): string {
  const text = result.trimEnd()
  const shown = text.length > MAX_QUOTED_CHARS ? `${text.slice(0, MAX_QUOTED_CHARS)}\n...` : text
  // A fence longer than any in what it holds.
  const fence = '`'.repeat(Math.max(3, ...(shown.match(/`+/g) ?? []).map((run) => run.length + 1)))
  return `The tool answered:\n\n${fence}\n${shown}\n${fence}`
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal })
  } catch {
    throw signal.reason
  }
}
