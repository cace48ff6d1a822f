import { redis } from '#lib/queue/connection.ts'
import { STREAM_TTL_SECONDS, streamKey } from './append.ts'
import { type Cursor, compareEventIds, laterEventId, parseCursor } from './cursor.ts'
import type { Topic } from './events.ts'

const EPOCH_KEY = 'stream:epoch'
const PAGE_EVENTS = 500
/** A reader without a snapshot of its own that asks for what comes from now on. */
export const FROM_NOW = ''
/** How far before "now" a snapshot of a topic without a stream begins: room for a clock that is set back a little. */
const CLOCK_SLACK_MS = 60_000
/** A page is shown although Redis is away; its cursor then leads to `pruned`, and so to a second, better one. */
const OPEN_TIMEOUT_MS = 1_000
const NOWHERE: Cursor = { epoch: 'none', position: '0-0' }

// One script, so that the epoch, the stream's extent and its entries belong together. XTRIM leaves no trace but the
// difference between `entries-added` and `length`. The epoch: run_id is new at each start of Redis, the key goes with
// its data.
const READ = `
local run = string.sub(string.match(redis.call('INFO', 'server'), 'run_id:(%x+)'), 1, 12)
local now = redis.call('TIME')
local epoch = redis.call('GET', KEYS[2])
if not epoch or string.sub(epoch, 1, 12) ~= run then
  epoch = run .. string.format('%x', now[1] * 1000 + math.floor(now[2] / 1000))
  redis.call('SET', KEYS[2], epoch)
end
local state = {epoch, now[1] .. string.format('%03d', math.floor(now[2] / 1000)), '', '', '0', {}}
if redis.call('EXISTS', KEYS[1]) == 1 then
  local info = redis.call('XINFO', 'STREAM', KEYS[1])
  local field = {}
  for i = 1, #info, 2 do field[info[i]] = info[i + 1] end
  if field['first-entry'] then state[3] = field['first-entry'][1] end
  state[4] = field['last-generated-id']
  if field['entries-added'] > field['length'] then state[5] = '1' end
  if ARGV[1] ~= '' then state[6] = redis.call('XRANGE', KEYS[1], '(' .. ARGV[1], '+', 'COUNT', ARGV[2]) end
end
return state`

interface TopicState {
  epoch: string
  nowMs: number
  /** Empty without a stream. */
  firstId: string
  lastId: string
  trimmed: boolean
}

/** Events that lie behind one another; `json` is the text of an array of them, as it was appended. */
export interface EventBatch {
  readonly ids: readonly string[]
  readonly json: string
}

export interface TopicPage {
  /** Where the reader is after this page. */
  cursor: Cursor
  /** Events that the reader has not seen are gone: it must load the durable snapshot again. */
  pruned: boolean
  batch: EventBatch | null
  /** There may be more behind it. */
  more: boolean
}

/** What lies behind a cursor. @param cursor as a client sent it, or `FROM_NOW` */
export async function readTopic(topic: Topic, cursor: string): Promise<TopicPage> {
  const known = parseCursor(cursor)
  const [state, entries] = await call(topic, known?.position ?? '')
  const { epoch } = state
  if (cursor === FROM_NOW) {
    return { cursor: { epoch, position: state.lastId || earliest(state) }, pruned: false, batch: null, more: false }
  }
  if (!known || known.epoch !== epoch || compareEventIds(known.position, wholeFrom(state)) < 0) {
    return { cursor: { epoch, position: earliest(state) }, pruned: true, batch: null, more: state.firstId !== '' }
  }
  const ids = entries.map(([id]) => id)
  const last = ids.at(-1)
  return {
    cursor: { epoch, position: last ?? known.position },
    pruned: false,
    batch: last ? { ids, json: `[${entries.map(([, fields]) => fields[1]).join(',')}]` } : null,
    more: ids.length === PAGE_EVENTS,
  }
}

/**
 * Where a snapshot that is about to be loaded leaves off. Call it before the durable rows are read: a loss of Redis in
 * between then shows as another epoch. Events before this point are gone for good, so loading again would not help.
 */
export async function openCursor(topic: Topic): Promise<Cursor> {
  const state = await stateWithin(OPEN_TIMEOUT_MS, topic)
  return state ? { epoch: state.epoch, position: earliest(state) } : NOWHERE
}

/** Where a topic of hints is before the lists are loaded that it hints at: a change after that is not missed. */
export async function currentCursor(topic: Topic): Promise<Cursor> {
  const state = await stateWithin(OPEN_TIMEOUT_MS, topic)
  return state ? { epoch: state.epoch, position: state.lastId || earliest(state) } : NOWHERE
}

async function stateWithin(timeoutMs: number, topic: Topic): Promise<TopicState | null> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, timeoutMs, null)
  })
  try {
    const answer = await Promise.race([call(topic, '').catch(() => null), timeout])
    return answer?.[0] ?? null
  } finally {
    clearTimeout(timer)
  }
}

/** The cursor of a snapshot whose rows cover the stream up to `streamIds`. */
export function coveringCursor(opened: Cursor, streamIds: Iterable<string | null>): Cursor {
  let position = opened.position
  for (const id of streamIds) if (id) position = laterEventId(position, id)
  return { epoch: opened.epoch, position }
}

/** A reader at or behind this position has missed nothing that the stream ever held since. */
function wholeFrom(state: TopicState): string {
  if (!state.firstId) return `${state.nowMs - STREAM_TTL_SECONDS * 1000}-0`
  const [ms = 0, seq = 0] = state.firstId.split('-').map(Number)
  if (state.trimmed) return seq > 0 ? `${ms}-${seq - 1}` : `${ms - 1}-999999999999999`
  // Whole since its first event. An older stream of the same topic, which this reader may have known, had expired.
  return `${ms - STREAM_TTL_SECONDS * 1000}-0`
}

/** The position from which everything that is there is read. */
function earliest(state: TopicState): string {
  return state.firstId ? wholeFrom(state) : `${state.nowMs - CLOCK_SLACK_MS}-0`
}

type Entry = [id: string, fields: [name: string, json: string]]

async function call(topic: Topic, after: string): Promise<[TopicState, Entry[]]> {
  const answer = await redis().eval(READ, 2, streamKey(topic), EPOCH_KEY, after, PAGE_EVENTS)
  const [epoch, nowMs, firstId, lastId, trimmed, entries] = answer as [string, string, string, string, string, Entry[]]
  return [{ epoch, nowMs: Number(nowMs), firstId, lastId, trimmed: trimmed === '1' }, entries]
}
