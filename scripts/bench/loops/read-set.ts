import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import type { LoopEvent } from '#lib/loops/event.ts'

/** An exchange of which it is known whether it goes round in circles. */
export interface Exchange {
  id: string
  kind: string
  isLoop: boolean
  /** Index of the first event of the loop's first round. */
  loopStartsAtEvent: number
  events: LoopEvent[]
}

const text = z.union([z.string(), z.number()]).transform(String)
const nothing = z.null().transform(() => undefined)

const eventSchema = z
  .looseObject({
    t: z.union([z.number(), z.string(), nothing]).optional(),
    type: z.string().optional(),
    from: z.union([text, nothing]).optional(),
    agent: z.union([text, nothing]).optional(),
    to: z.union([text, z.array(text).transform((all) => all.join('+')), nothing]).optional(),
    text: z.union([text, nothing]).optional(),
    tool: z.union([z.string(), nothing]).optional(),
    args: z.unknown().optional(),
    result: z.unknown().optional(),
    changed: z.unknown().optional(),
  })
  .transform(
    (event): Omit<LoopEvent, 'id'> => ({
      atMs: timeOf(event.t),
      type: isTool(event.type, event.tool) ? 'tool' : 'message',
      from: event.from ?? event.agent ?? 'somebody',
      to: event.to,
      text: event.text,
      tool: event.tool,
      args: event.args,
      result: event.result,
      changed: changedOf(event.changed),
    }),
  )

const exchangeSchema = z.looseObject({
  id: text.optional(),
  label: z.union([z.string(), z.boolean()]),
  kind: z.string().optional(),
  category: z.string().optional(),
  events: z.array(eventSchema).min(1),
  loopStartsAtEvent: z.union([z.number().int().nonnegative(), nothing]).optional(),
})

/** Reads a set of exchanges, one JSON object a line; `kind` is the set's own word for it, or what its id begins with. */
export function readSet(path: string): Exchange[] {
  const exchanges = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, `${path}, line ${index + 1}`)]))
  if (exchanges.length === 0) throw new AppError('invalid_input', `${path} holds no exchange.`)
  return exchanges
}

function readLine(line: string, where: string): Exchange {
  const parsed = exchangeSchema.safeParse(parseJson(line, where))
  if (!parsed.success) {
    const issues = parsed.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.') || 'line'}: ${message}`)
    throw new AppError('invalid_input', `${where}: ${issues.join('; ')}.`)
  }
  const { label, id, kind, category, events, loopStartsAtEvent } = parsed.data
  const isLoop = /^(?:loop(?:ing)?|true|bad)$/i.test(`${label}`)
  if (!isLoop && !/^(?:healthy|false|ok|good|normal|fine)$/i.test(`${label}`))
    throw new AppError('invalid_input', `${where}: label is "${label}", and neither "loop" nor "healthy".`)
  const name = id ?? where
  return {
    id: name,
    kind:
      (kind ?? category ?? name.replace(/[-_:.\s]*\d+$/, ''))
        .trim()
        .toLowerCase()
        .replace(/[\s/-]+/g, '_') || 'unnamed',
    isLoop,
    loopStartsAtEvent: loopStartsAtEvent ?? 0,
    events: events.map((event, index) => ({ ...event, id: `${index}` })),
  }
}

function parseJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    throw new AppError('invalid_input', `${where} is no JSON: ${(error as Error).message}`)
  }
}

function isTool(type: string | undefined, tool: string | undefined): boolean {
  return type ? /tool|call/i.test(type) : tool !== undefined
}

/** Only pauses are compared with one another, so that the unit does not matter. */
function timeOf(t: number | string | undefined): number | undefined {
  if (t === undefined || typeof t === 'number') return t
  const value = Number.isNaN(Number(t)) ? Date.parse(t) : Number(t)
  return Number.isNaN(value) ? undefined : value
}

function changedOf(changed: unknown): boolean | string[] | undefined {
  if (changed === undefined || changed === null) return undefined
  if (typeof changed === 'boolean') return changed
  if (typeof changed === 'string') return changed === '' ? false : [changed]
  if (Array.isArray(changed)) return changed.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
  if (typeof changed === 'object') return Object.entries(changed).flatMap(([key, value]) => (value ? [key] : []))
  return Boolean(changed)
}
