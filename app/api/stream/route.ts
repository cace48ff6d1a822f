import { z } from 'zod'
import { handleRequest, readJson } from '#app/_server/route.ts'
import { sseFrame, topicStream } from '#app/_server/topic-stream.ts'
import { parseInput } from '#lib/access/define-use-case.ts'
import { visibleTopics } from '#lib/access/visible-topics.ts'
import { AppError } from '#lib/errors.ts'
import { formatCursor } from '#lib/stream/cursor.ts'
import { type Topic, topicSchema } from '#lib/stream/events.ts'
import type { EventBatch } from '#lib/stream/read-topic.ts'
import type { ViewerItem } from '#lib/stream/viewer.ts'

const MAX_TOPICS = 50

const body = z.object({
  topics: z
    .record(topicSchema, z.string().max(100))
    .refine((topics) => Object.keys(topics).length <= MAX_TOPICS, `At most ${MAX_TOPICS} topics in one stream.`),
})

/**
 * The browser's one event stream: several topics, each from its cursor (empty: from now on).
 * Frames, `data` always with `topic`, `id` the topic's cursor: `events` with `ids` and `events`; `watching`, the answer
 * to an empty cursor; `pruned`, events were lost, load the snapshot again; `gone`, not or no longer readable.
 */
export function POST(request: Request): Promise<Response> {
  return handleRequest(request, async (principal) => {
    if (principal.kind === 'anonymous') throw new AppError('unauthenticated', 'Sign in, or send an API key.')
    const asked = Object.entries(parseInput(body, await readJson(request)).topics) as [Topic, string][]
    const held = await visibleTopics(asked.map(([topic, cursor]) => ({ principal, topic, cursor })))
    const topics = new Map(held.map(({ topic, cursor }) => [topic, cursor]))
    const head = asked.filter(([topic]) => !topics.has(topic)).map(([topic]) => goneFrame(topic))
    const encodeGone = (topic: Topic) => [goneFrame(topic)]
    return topicStream({
      principal,
      topics,
      head,
      encode: (item) => [frameOf(item)],
      encodeGone,
      signal: request.signal,
    })
  })
}

function goneFrame(topic: Topic): Uint8Array {
  return sseFrame({ event: 'gone', data: JSON.stringify({ topic }) })
}

// All viewers of a topic are sent the same bytes: they are made once.
const encoded = new WeakMap<EventBatch, { id: string; frame: Uint8Array }>()

function frameOf(item: ViewerItem): Uint8Array {
  const id = formatCursor(item.cursor)
  if (item.kind !== 'events') return sseFrame({ event: item.kind, id, data: JSON.stringify({ topic: item.topic }) })
  const known = encoded.get(item.batch)
  if (known?.id === id) return known.frame
  const { ids, json } = item.batch
  const data = `{"topic":"${item.topic}","ids":${JSON.stringify(ids)},"events":${json}}`
  const frame = sseFrame({ event: 'events', id, data })
  encoded.set(item.batch, { id, frame })
  return frame
}
