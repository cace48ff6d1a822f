import { createHash } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import type { McpTarget } from '#lib/mcp/schema.ts'
import { connectTo, type McpCaller, wayTo } from './connect.ts'
import type { McpSession } from './session.ts'

/** A server stays up between the calls of one run, so that it remembers what it was told. */
const IDLE_MS = 60_000
const MAX_SESSIONS = 200

interface Kept {
  session: Promise<McpSession>
  users: number
  idle: NodeJS.Timeout | undefined
  /** Whoever waits for it may leave; the last one to leave gives it up. */
  end: AbortController
}

/** Connections to servers: one for each run, server, and way to it. */
export class McpSessions {
  readonly #kept = new Map<string, Kept>()

  /** Calls with a connection that is there, or is made. One that failed is not used again. */
  async use<T>(
    target: McpTarget,
    runId: string,
    caller: McpCaller,
    work: (session: McpSession) => Promise<T>,
  ): Promise<T> {
    const { mark, open } = await wayTo(target, caller)
    const key = createHash('sha256')
      .update(JSON.stringify([runId, target, mark]))
      .digest('hex')
    const kept = this.#kept.get(key) ?? this.#add(key, (signal) => connectTo(target, open, signal))
    kept.users++
    clearTimeout(kept.idle)
    const leave = () => this.drop(key)
    // A program that is told to stop need not listen; a server elsewhere is simply not waited for.
    if (target.transport === 'stdio') caller.signal.addEventListener('abort', leave, { once: true })
    try {
      const session = await kept.session
      caller.signal.throwIfAborted()
      return await work(session)
    } finally {
      caller.signal.removeEventListener('abort', leave)
      kept.users--
      const isOver = await kept.session.then(
        (session) => session.isOver,
        () => true,
      )
      if (isOver) this.drop(key)
      else if (kept.users === 0) this.#rest(key, kept)
    }
  }

  /** Ends a connection, and the program behind it. */
  drop(key: string): void {
    const kept = this.#kept.get(key)
    if (!kept) return
    this.#kept.delete(key)
    clearTimeout(kept.idle)
    kept.end.abort()
    void kept.session.then(
      (session) => session.close(),
      () => {},
    )
  }

  #add(key: string, connect: (signal: AbortSignal) => Promise<McpSession>): Kept {
    const end = new AbortController()
    setMaxListeners(0, end.signal)
    const kept: Kept = { session: connect(end.signal), users: 0, idle: undefined, end }
    kept.session.catch(() => {})
    this.#kept.set(key, kept)
    if (this.#kept.size > MAX_SESSIONS) this.#dropOldest()
    return kept
  }

  #rest(key: string, kept: Kept): void {
    kept.idle = setTimeout(() => this.drop(key), IDLE_MS)
    kept.idle.unref()
  }

  #dropOldest(): void {
    for (const [key, { users }] of this.#kept) {
      if (users > 0) continue
      this.drop(key)
      return
    }
  }
}
