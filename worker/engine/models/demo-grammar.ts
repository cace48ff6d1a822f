import type { BuiltInToolName } from '#lib/tools/registry.ts'
import type { ModelError } from './model.ts'

/** What the demo model does, in order. docs/DEMO-MODEL.md is the grammar in words. */
export type DemoAction =
  | { do: 'say'; text: string }
  | { do: 'think'; text: string }
  /** Milliseconds between words from here on. */
  | { do: 'pace'; ms: number }
  | { do: 'wait'; ms: number }
  /** Repeats what was offered of the memory, each with its link. */
  | { do: 'cite' }
  | { do: 'fail'; kind: ModelError['kind']; message: string }
  /** `together`: in the same answer as the call before it. */
  | { do: 'call'; name: string; args: unknown; together: boolean }

const FAILURES: readonly ModelError['kind'][] = [
  'rate_limited',
  'overloaded',
  'network',
  'auth',
  'invalid_request',
  'bad_response',
]
const MAX_MS = 600_000
const MAX_TOKENS = 10_000

/** The commands in a message; null where there is none and it is ordinary prose. Linear: anybody may write it. */
export function parseDemoCommands(message: string): DemoAction[] | null {
  const input: Input = { lines: message.split(/\r?\n/), at: 0 }
  const actions: DemoAction[] = []
  let commands = 0
  while (input.at < input.lines.length) {
    const line = input.lines[input.at++] as string
    const action = command(line.trim(), input)
    if (action) commands++
    if (action || line.trim() !== '') actions.push(action ?? { do: 'say', text: `${line}\n` })
  }
  return commands > 0 ? actions : null
}

/** The lines of a message, and the next one to be read. */
interface Input {
  lines: string[]
  at: number
}

function command(line: string, input: Input): DemoAction | null {
  const together = line.startsWith('& ')
  const text = together ? line.slice(2).trim() : line
  const call = toolCall(text, input)
  if (call) return { do: 'call', ...call, together }
  if (!text.startsWith('/')) return null
  const [word, rest] = split(text.slice(1), ' ')
  return slashCommand(word, rest)
}

function slashCommand(word: string, rest: string): DemoAction | null {
  switch (word) {
    case 'say':
      return { do: 'say', text: `${rest}\n` }
    case 'think':
      return { do: 'think', text: rest }
    case 'tokens':
      return { do: 'say', text: words(bounded(rest, MAX_TOKENS)) }
    case 'slow':
      return { do: 'pace', ms: bounded(rest, MAX_MS) }
    case 'wait':
      return { do: 'wait', ms: bounded(rest, MAX_MS) }
    case 'memories':
      return { do: 'cite' }
    case 'fail': {
      const [word, message] = split(rest, ' ')
      const kind = FAILURES.find((each) => each === word)
      const said = kind ? message : rest
      return { do: 'fail', kind: kind ?? 'overloaded', message: said || 'The demo model was told to fail.' }
    }
    default:
      return null
  }
}

function toolCall(line: string, input: Input): { name: string; args: unknown } | null {
  if (line.startsWith('/tool ')) {
    const [name, rest] = split(line.slice('/tool '.length).trim(), ' ')
    return { name, args: json(rest === '<<<' ? block(input) : rest) }
  }
  const [verb, rest] = split(line, ':')
  const make = friendly.get(verb.toLowerCase())
  return make && rest !== '' ? make(rest, input) : null
}

type Call = { name: BuiltInToolName; args: unknown }

const friendly = new Map<string, (rest: string, input: Input) => Call>([
  ['run', (command) => ({ name: 'shell', args: { command } })],
  ['read', (path) => ({ name: 'read_file', args: { path } })],
  [
    'write',
    (rest, input) => {
      const [path, text] = split(rest, '<<<')
      return { name: 'write_file', args: { path, content: `${text || block(input)}\n` } }
    },
  ],
  [
    'edit',
    (rest) => {
      const [path, change] = split(rest, '<<<')
      const [old_text, new_text] = split(change, '==>')
      return { name: 'edit_file', args: { path, old_text, new_text } }
    },
  ],
  ['list', (path) => ({ name: 'list_files', args: { path } })],
  [
    'search',
    (rest) => {
      const [pattern, path] = split(rest, ' in ')
      return { name: 'search_files', args: path ? { pattern, path } : { pattern } }
    },
  ],
])

/** What stands before and after the first separator, trimmed. */
function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at === -1 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + separator.length).trim()]
}

/** Parsed where it is JSON; else as it stands, as a confused model would send it. */
function json(text: string): unknown {
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** The lines up to `>>>`, or to the end. */
function block(input: Input): string {
  const taken: string[] = []
  while (input.at < input.lines.length) {
    const line = input.lines[input.at++] as string
    if (line.trim() === '>>>') break
    taken.push(line)
  }
  return taken.join('\n')
}

function bounded(value: string, max: number): number {
  const number = Number.parseInt(value, 10)
  return Number.isNaN(number) ? 0 : Math.min(Math.max(number, 0), max)
}

function words(count: number): string {
  return Array.from({ length: count }, (_, index) => `word${index + 1} `).join('')
}
