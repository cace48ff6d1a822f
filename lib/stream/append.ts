import type { Redis } from 'ioredis'
import { redis } from '#lib/queue/connection.ts'
import type { EventOf, Topic } from './events.ts'

/** A topic's stream is forgotten this long after its last event: by then everything in it is durable elsewhere. */
export const STREAM_TTL_SECONDS = 3600
/** Older events of a topic are trimmed; a reader that needs them is told `pruned`. */
export const STREAM_MAX_EVENTS = 20_000

/** Redis key, and pub/sub channel, of a topic. */
export function streamKey(topic: Topic): string {
  return `stream:${topic}`
}

// One script, so that a subscriber can never see an id out of order or miss what lies between XADD and PUBLISH.
// A message on the channel: the events' ids with commas between them, a space, and the events as a JSON array.
const APPEND = `
local last
local ids = {}
for i = 3, #ARGV do
  last = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[1], '*', 'e', ARGV[i])
  ids[#ids + 1] = last
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
redis.call('PUBLISH', KEYS[1], table.concat(ids, ',') .. ' [' .. table.concat(ARGV, ',', 3) .. ']')
return last`

/**
 * Appends events to a topic, in order, and wakes its readers.
 * @returns the stream id of the last one, to be stored with the durable row that covers it
 */
export async function appendEvents<T extends Topic>(topic: T, events: readonly EventOf<T>[]): Promise<string> {
  const encoded = events.map((event) => JSON.stringify(event))
  return script()(streamKey(topic), STREAM_MAX_EVENTS, STREAM_TTL_SECONDS, ...encoded)
}

type AppendScript = (key: string, ...args: (string | number)[]) => Promise<string>

/** The script by its hash: sent whole only to a Redis that does not know it yet. */
function script(): AppendScript {
  const connection = redis() as Redis & { appendToTopic?: AppendScript }
  if (!connection.appendToTopic) connection.defineCommand('appendToTopic', { numberOfKeys: 1, lua: APPEND })
  const append = connection.appendToTopic
  if (!append) throw new Error('ioredis did not define the command')
  return append.bind(connection)
}
