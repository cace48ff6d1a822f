import { z } from 'zod'
import { type Topic, topicSchema } from '#lib/stream/events.ts'
import type { SseFrame } from './sse-frames.ts'

const topic = topicSchema.transform((value) => value as Topic)

const eventsData = z.object({ topic, ids: z.array(z.string()), events: z.array(z.unknown()) })
const topicData = z.object({ topic })

/** What the server says of a topic. `cursor`: where its reader is after it; `after`: where the stream was before it. */
export type StreamFrame =
  | { kind: 'events'; topic: Topic; cursor: string; ids: string[]; events: unknown[]; after: string }
  /** Reading began, where no cursor was given. */
  | { kind: 'watching'; topic: Topic; cursor: string }
  /** Events were lost: load the snapshot again. */
  | { kind: 'pruned'; topic: Topic; cursor: string }
  /** The topic is not, or no longer, readable. */
  | { kind: 'gone'; topic: Topic; cursor: string }

/** The frame, or null for one that this version does not know. @param reached where the stream is in a topic */
export function parseStreamFrame(
  { event, id, data }: SseFrame,
  reached: (topic: Topic) => string | undefined,
): StreamFrame | null {
  let json: unknown
  try {
    json = JSON.parse(data)
  } catch {
    return null
  }
  if (event === 'events') {
    const parsed = eventsData.safeParse(json)
    return parsed.success
      ? { kind: 'events', cursor: id, after: reached(parsed.data.topic) ?? '', ...parsed.data }
      : null
  }
  if (event !== 'watching' && event !== 'pruned' && event !== 'gone') return null
  const parsed = topicData.safeParse(json)
  return parsed.success ? { kind: event, cursor: id, ...parsed.data } : null
}
