import { handleRequest } from '#app/_server/route.ts'
import { sseFrame, topicStream } from '#app/_server/topic-stream.ts'
import { encodePageCursor } from '#lib/access/page.ts'
import { notFound } from '#lib/errors.ts'
import { getRun } from '#lib/runs/get-run.ts'
import { getTranscript } from '#lib/runs/get-transcript.ts'
import { hasCome } from '#lib/runs/lifecycle.ts'
import type { RunView } from '#lib/runs/schema.ts'
import { parseCursor } from '#lib/stream/cursor.ts'
import type { ThreadEvent, Topic } from '#lib/stream/events.ts'
import { runEventsOf, takesIn } from '#lib/stream/read-run-events.ts'
import type { ViewerItem } from '#lib/stream/viewer.ts'

interface RouteContext {
  params: Promise<{ workspaceId: string; runId: string }>
}

/** The id of a stream's last frame: whoever comes back with it is told that there is nothing more. */
const FINISHED = 'finished'

/**
 * One run's events, until it is over. It begins with `snapshot`, the durable run, and goes on with what lies behind it;
 * with `Last-Event-ID` it goes on behind that event. `pruned` ends it: come back for a new snapshot.
 */
export function GET(request: Request, { params }: RouteContext): Promise<Response> {
  return handleRequest(request, async (principal) => {
    const { workspaceId, runId } = await params
    const { threadId } = await getRun.run(principal, { workspaceId, runId })
    // The run and where the stream was are of one snapshot: the page that ends with it.
    const before = encodePageCursor({ runId })
    const transcript = await getTranscript.run(principal, { workspaceId, threadId, before, limit: 1 })
    const run = transcript.runs.find(({ id }) => id === runId)
    if (!run) throw notFound('The run')
    const lastEventId = request.headers.get('last-event-id') ?? ''
    const over = hasCome(run)
    // 204 is how an EventSource learns that it need not come back.
    if (over && lastEventId === FINISHED) return new Response(null, { status: 204 })
    const resumed = !over && parseCursor(lastEventId) !== null
    const topic: Topic = `thread:${threadId}`
    return topicStream({
      principal,
      topics: new Map(over ? [] : [[topic, resumed ? lastEventId : transcript.cursor]]),
      head: resumed ? [] : [snapshotFrame(run, over ? FINISHED : transcript.cursor)],
      encode: (item) => framesOf(item, runId),
      encodeGone: () => [],
      isLast: (item) =>
        item.kind === 'pruned' ||
        takesIn(item, run.messageId) ||
        runEventsOf(item, runId).some(({ event }) => isLastOf(event) || event.type === 'message.withdrawn'),
      signal: request.signal,
    })
  })
}

function isLastOf(event: ThreadEvent): boolean {
  return event.type === 'run.finished' && hasCome(event)
}

function snapshotFrame(run: RunView, id: string): Uint8Array {
  return sseFrame({ event: 'snapshot', id, data: JSON.stringify(run) })
}

function framesOf(item: ViewerItem, runId: string): Uint8Array[] {
  if (item.kind === 'pruned') return [sseFrame({ event: 'pruned', id: 'pruned', data: '{}' })]
  return runEventsOf(item, runId).map(({ cursor, event }) => {
    const id = isLastOf(event) ? FINISHED : cursor
    return sseFrame({ event: event.type, id, data: JSON.stringify(event) })
  })
}
