import { type Reading, readText } from './read-text.ts'
import { isVolatileKey, withoutVolatile } from './volatile.ts'
import { fold } from './word-classes.ts'

const MAX_CHARS = 4000
const MAX_DEPTH = 6

/** What a call asked for and what came of it, without what differs between two calls of the same. */
export interface CallReading {
  tool: string
  /** The same for two calls that do the same. */
  signature: string
  args: Reading
  /** What it acts on (a path, a key, an address), if it says so. */
  target: string
  outcome: string
  result: Reading
  isFailure: boolean
  isEmpty: boolean
  /** It may go well a little later: a busy server, a time-out. */
  isPassing: boolean
  /** What was asked for is being made. */
  isUnderWay: boolean
  hasResult: boolean
}

const failure =
  /\b(?:errors?|failed|failure|failing|fails|exceptions?|traceback|denied|not found|no such|cannot|can't|could not|couldn't|unable|timeout|timed out|refused|unauthori[sz]ed|forbidden|invalid|rejected|missing|unavailable|exit (?:code|status)[:= ]*[1-9]\d*|code[:= ]+[1-9]\d*|[45]\d\d|econn\w+|enoent|eacces|fehler\w*|fehlgeschlagen|nicht gefunden|verweigert|abgelehnt|ungultig|abgebrochen|zeituberschreitung)\b|exit [1-9]/
const passing =
  /\b(?:429|502|503|504|timeout|timed out|rate.?limit\w*|too many requests|temporar\w*|unavailable|econn\w+|etimedout|connection (?:reset|refused|closed|lost)|try again|retry|locked|busy|overloaded|throttl\w*|nicht erreichbar|zeituberschreitung|uberlastet|gesperrt)\b/
const underWay =
  /\b(?:pending|running|queued|in.?progress|in_progress|processing|waiting|building|starting|provisioning|not (?:yet )?(?:ready|finished|done|available)|still|scheduled|deploying|initiali[sz]ing|creating|uploading|downloading|rendering|transcoding|syncing|importing|exporting|training|booting|warming|lauft|in bearbeitung|ausstehend|wartend|noch nicht|warteschlange|wird (?:erstellt|gebaut|verarbeitet))\b/
/** What asks how things stand, and an answer that something is being done. */
const statusTool = /status|state|check|poll|progress|job/i
const isDoing = /^.{0,40}\b\p{L}{3,}ing\b.{0,40}$/u
const empty =
  /^(?:|null|none|nil|undefined|\[\s*\]|\{\s*\}|""|0|no (?:results?|matches|hits|entries|data|rows|output|items|changes|new \w+)\b.*|0 (?:results?|matches|hits|rows|items|entries|treffer)\b.*|nothing (?:found|new|to \w+).*|keine (?:treffer|ergebnisse|daten|eintrage|neuen \w+).*|nichts (?:gefunden|neues).*|(?:results|items|matches|hits|rows|entries|data)[=: ]*)$/
const targetKey =
  /^(?:path|file|filename|file_?path|key|name|field|setting|property|target|url|uri|id|document|doc|selector|variable|cell|slot|row|record|page|title|element|node|object|resource)$/i

export function readCall(tool: string, args: unknown, result: unknown): CallReading {
  const fields = flatten(args)
  const kept = fields.filter(([key]) => !isVolatileKey(key))
  const words = kept.map(([, value]) => value).join(' ')
  const outcomeText = flatten(result)
    .filter(([key]) => !isVolatileKey(key))
    .map(([key, value]) => (key ? `${key}=${value}` : value))
    .join(' ')
    .slice(0, MAX_CHARS)
  const outcome = settle(outcomeText)
  const isFailure = failure.test(outcome) && !/\b(?:0|no) (?:errors?|failures?|failed)\b/.test(outcome)
  return {
    tool,
    signature: `${tool}(${kept.map(([key, value]) => `${key}=${settle(value)}`).join('&')})`.slice(0, MAX_CHARS),
    args: readText(words),
    target: kept.find(([key]) => targetKey.test(key))?.[1] ?? '',
    outcome,
    result: readText(outcomeText),
    isFailure,
    isEmpty: empty.test(outcome),
    isPassing: isFailure && passing.test(outcome),
    isUnderWay: !isFailure && (underWay.test(outcome) || (statusTool.test(tool) && isDoing.test(outcome))),
    hasResult: result !== undefined && result !== null,
  }
}

const settle = (text: string) => fold(withoutVolatile(text)).replace(/\s+/g, ' ').trim()

/** Last keys and values, in an order that does not depend on how they were written. */
function flatten(value: unknown, key = '', depth = 0): [key: string, value: string][] {
  if (value === undefined || value === null) return []
  if (typeof value === 'string') {
    const text = value.trim()
    if (depth === 0 && (text.startsWith('{') || text.startsWith('[')) && text.length <= MAX_CHARS) {
      try {
        return flatten(JSON.parse(text), key, 1)
      } catch {
        // Not JSON after all: it is read as text.
      }
    }
    return [[key, text.slice(0, MAX_CHARS)]]
  }
  if (typeof value !== 'object') return [[key, String(value)]]
  if (depth > MAX_DEPTH) return []
  if (Array.isArray(value)) return value.slice(0, 100).flatMap((one) => flatten(one, key, depth + 1))
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, one]) => flatten(one, name, depth + 1))
}
