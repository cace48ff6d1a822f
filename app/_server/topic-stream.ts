import type { Principal } from '#lib/access/scope.ts'
import type { Topic } from '#lib/stream/events.ts'
import { streamHub } from '#lib/stream/hub.ts'
import type { Viewer, ViewerItem } from '#lib/stream/viewer.ts'
import { forgetStream, type OpenStream, superviseStream } from './event-streams.ts'

/** What may wait for a slow connection in this process; the viewers behind it are bounded themselves. */
const MAX_BUFFERED_BYTES = 256 * 1024
/** Proxies close what is silent, and a browser behind a dead network must notice. */
const KEEP_ALIVE_MS = 15_000

const encoder = new TextEncoder()
const KEEP_ALIVE = encoder.encode(': keep-alive\n\n')

/** A frame of an event stream. */
export function sseFrame(frame: { event: string; id?: string; data: string }): Uint8Array {
  const id = frame.id === undefined ? '' : `id: ${frame.id}\n`
  return encoder.encode(`event: ${frame.event}\n${id}data: ${frame.data}\n\n`)
}

interface TopicStreamOptions {
  principal: Principal
  topics: ReadonlyMap<Topic, string>
  /** Sent before anything else. */
  head?: readonly Uint8Array[]
  /** The frames for what a viewer got. */
  encode: (item: ViewerItem) => readonly Uint8Array[]
  /** Tells of a topic that may no longer be read; the stream ends with the last one. */
  encodeGone: (topic: Topic) => readonly Uint8Array[]
  /** After these frames, and this item, the stream is complete. */
  isLast?: (item: ViewerItem) => boolean
  /** Of the request: aborted when the client goes. */
  signal: AbortSignal
}

/**
 * An event stream over topics whose reading the caller has authorised; it stays authorised by `superviseStream`.
 * @throws AppError `rate_limited`
 */
export function topicStream(options: TopicStreamOptions): Response {
  const viewers = new Map<Topic, Viewer>()
  const topics = new Set(options.topics.keys())
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let keepAlive: NodeJS.Timeout | undefined

  const send = (frames: readonly Uint8Array[]) => {
    for (const frame of frames) controller?.enqueue(frame)
  }
  const end = () => {
    if (!controller) return
    const ending = controller
    controller = undefined
    clearInterval(keepAlive)
    forgetStream(stream)
    for (const viewer of viewers.values()) viewer.close()
    options.signal.removeEventListener('abort', end)
    try {
      ending.close()
    } catch {
      // The client cancelled it first.
    }
  }
  /** Moves what viewers have to the connection, as far as it takes it. */
  const pump = () => {
    for (const viewer of viewers.values()) {
      while (controller && (controller.desiredSize ?? 0) > 0) {
        const item = viewer.take()
        if (!item) break
        send(options.encode(item))
        if (options.isLast?.(item)) end()
      }
    }
  }
  const stream: OpenStream = {
    principal: options.principal,
    topics,
    drop: (topic) => {
      if (!controller || !topics.delete(topic)) return
      viewers.get(topic)?.close()
      viewers.delete(topic)
      send(options.encodeGone(topic))
      if (topics.size === 0) end()
    },
    end,
  }
  superviseStream(stream)
  const body = new ReadableStream<Uint8Array>(
    {
      start(created) {
        controller = created
        send([encoder.encode(': open\n\n'), ...(options.head ?? [])])
        for (const [topic, cursor] of options.topics) viewers.set(topic, streamHub().watch(topic, cursor, pump))
        keepAlive = setInterval(() => (controller?.desiredSize ?? 0) > 0 && send([KEEP_ALIVE]), KEEP_ALIVE_MS)
        options.signal.addEventListener('abort', end)
        if (options.signal.aborted || topics.size === 0) end()
      },
      pull: pump,
      cancel: end,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MAX_BUFFERED_BYTES }),
  )
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // Without no-transform Next.js compresses it, and holds events back until a block is full.
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}
