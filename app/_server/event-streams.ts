import { subscribe } from 'node:diagnostics_channel'
import type { ServerResponse } from 'node:http'
import type { Principal } from '#lib/access/scope.ts'
import { visibleTopics } from '#lib/access/visible-topics.ts'
import { AppError } from '#lib/errors.ts'
import type { Topic } from '#lib/stream/events.ts'
import { logger } from '#lib/telemetry/logger.ts'

/** A revoked login, key or membership ends its streams within five seconds: this, and a query. */
const SWEEP_INTERVAL_MS = 3_000
/** One stream serves all tabs of a browser; the rest is for devices, scripts and reconnects that overlap. */
const MAX_STREAMS_OF_PRINCIPAL = 32

export interface OpenStream {
  readonly principal: Principal
  readonly topics: ReadonlySet<Topic>
  /** The principal may no longer read the topic. */
  drop(topic: Topic): void
  end(): void
}

interface Registry {
  open: Set<OpenStream>
  sweep?: NodeJS.Timeout
  /** The process is asked to end. */
  closing: boolean
}

// Next.js evaluates modules once for each route; the open streams of a process are one set.
const shared = globalThis as { crewhouseEventStreams?: Registry }

function registry(): Registry {
  if (!shared.crewhouseEventStreams) {
    const created: Registry = { open: new Set(), closing: false }
    shared.crewhouseEventStreams = created
    // An open event stream keeps the server from ending; so does a connection over which a browser goes on asking.
    const close = () => {
      created.closing = true
      subscribe('http.server.request.start', (message) => {
        const { response } = message as { response: ServerResponse }
        response.setHeader('connection', 'close')
      })
      for (const stream of [...created.open]) stream.end()
    }
    process.once('SIGTERM', close).once('SIGINT', close)
  }
  return shared.crewhouseEventStreams
}

/** Puts a stream under supervision until `forgetStream`. @throws AppError `rate_limited` or `unavailable` */
export function superviseStream(stream: OpenStream): void {
  const { open, closing } = registry()
  if (closing) throw new AppError('unavailable', 'The server is restarting. Try again in a moment.', { retryAfterS: 2 })
  const owner = ownerOf(stream.principal)
  let count = 0
  for (const other of open) if (ownerOf(other.principal) === owner) count++
  if (count >= MAX_STREAMS_OF_PRINCIPAL) {
    throw new AppError('rate_limited', 'Too many event streams are open. Close some, and try again.', {
      retryAfterS: 5,
    })
  }
  open.add(stream)
  registry().sweep ??= setInterval(() => void sweep(), SWEEP_INTERVAL_MS).unref()
}

export function forgetStream(stream: OpenStream): void {
  const current = registry()
  current.open.delete(stream)
  if (current.open.size > 0) return
  clearInterval(current.sweep)
  current.sweep = undefined
}

/** Ends what its principal may no longer read: one query for all streams of the process. */
async function sweep(): Promise<void> {
  const claims = [...registry().open].flatMap((stream) =>
    [...stream.topics].map((topic) => ({ principal: stream.principal, topic, stream })),
  )
  try {
    const held = new Set(await visibleTopics(claims))
    for (const claim of claims) if (!held.has(claim)) claim.stream.drop(claim.topic)
  } catch (error) {
    // Without the database nothing can be revoked either; the next sweep looks again.
    logger().warn({ error }, 'open event streams could not be checked')
  }
}

function ownerOf(principal: Principal): string {
  if (principal.kind === 'login') return principal.loginId
  return principal.kind === 'api_key' ? Buffer.from(principal.keyHash).toString('hex') : ''
}
