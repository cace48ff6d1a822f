import { atLeast } from '#lib/access/roles.ts'
import { type Principal, resolveScope } from '#lib/access/scope.ts'
import type { TerminalLine } from '#lib/containers/schema.ts'
import { AppError } from '#lib/errors.ts'
import type { Topic } from '#lib/stream/events.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { forgetStream, type OpenStream, superviseStream } from './event-streams.ts'

/** A lost login, membership or role ends a terminal within five seconds: this, and a query. */
const RIGHTS_INTERVAL_MS = 3_000

interface TerminalStreamOptions {
  principal: Principal
  workspaceId: string
  terminalId: string
  /** The worker's answer: its lines are passed on as they are. */
  lines: ReadableStream<Uint8Array>
  /** Of the request: aborted when the browser goes. */
  signal: AbortSignal
  onEnd: () => Promise<void>
}

/** A terminal's output for the browser, for as long as its person may have one. Its end hangs the terminal up. */
export function terminalStream(options: TerminalStreamOptions): Response {
  const { principal, workspaceId, lines, signal } = options
  const reader = lines.getReader()
  let ended = false
  let timer: NodeJS.Timeout | undefined
  const end = () => {
    if (ended) return
    ended = true
    clearInterval(timer)
    forgetStream(stream)
    signal.removeEventListener('abort', end)
    void reader.cancel().catch(() => undefined)
    options.onEnd().catch((error: unknown) => logger().error({ error }, 'the end of a terminal was not recorded'))
  }
  const stream: OpenStream = { principal, topics: new Set<Topic>([`workspace:${workspaceId}`]), drop: end, end }
  try {
    superviseStream(stream)
  } catch (error) {
    end()
    throw error
  }
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const check = async () => {
        if (ended || (await mayStay(principal, workspaceId)) || ended) return
        const line: TerminalLine = { ended: 'revoked' }
        controller.enqueue(Buffer.from(`${JSON.stringify(line)}\n`))
        end()
        controller.close()
      }
      timer = setInterval(() => void check(), RIGHTS_INTERVAL_MS)
      signal.addEventListener('abort', end)
      if (signal.aborted) end()
    },
    async pull(controller) {
      const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }))
      if (value && !ended) return controller.enqueue(value)
      if (done) end()
      try {
        controller.close()
      } catch {
        // The browser cancelled it, or the rights were lost, first.
      }
    },
    cancel: end,
  })
  return new Response(body, {
    headers: {
      'content-type': 'application/x-ndjson',
      // Without no-transform Next.js compresses it, and holds output back until a block is full.
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'x-crewhouse-terminal': options.terminalId,
    },
  })
}

async function mayStay(principal: Principal, workspaceId: string): Promise<boolean> {
  try {
    return atLeast((await resolveScope(principal, { workspaceId })).role, 'admin')
  } catch (error) {
    // Without the database nothing can be revoked either; the next look asks again.
    return !(error instanceof AppError)
  }
}
