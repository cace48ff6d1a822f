import { setTimeout as delay } from 'node:timers/promises'
import { redis } from '#lib/queue/connection.ts'
import { appendEvents } from '#lib/stream/append.ts'
import type { ThreadEvent, Topic } from '#lib/stream/events.ts'
import { logger } from '#lib/telemetry/logger.ts'

/** Deltas that follow one another faster than this travel together. */
const COALESCE_MS = 20
/** Characters that do not wait for more. */
const FULL_CHARS = 8192
/** A durable row does not wait longer for Redis; it then says that it covers less than it does, which is harmless. */
const FLUSH_PATIENCE_MS = 1000
const RETRY_MS = 200

/**
 * Appends a run's events to its thread's topic, in order: the first at once, deltas after it coalesced. The run never
 * waits for Redis: while it is away events are kept, and when it is back the step in progress is published again, for
 * what was under way may have been lost, or been appended twice.
 */
export class Publisher {
  private readonly topic: Topic & `thread:${string}`
  private readonly snapshot: () => ThreadEvent[]
  private pending: ThreadEvent[] = []
  private pendingChars = 0
  private isUrgent = false
  private sending: Promise<void> | null = null
  private timer: NodeJS.Timeout | NodeJS.Immediate | null = null
  private lastSentAtMs = 0
  private wasAway = false
  /** Id of the last event that Redis has taken. */
  lastId: string | null = null

  private readonly onClose = () => {
    this.wasAway = true
  }
  private readonly onReady = () => {
    if (!this.wasAway) return
    this.wasAway = false
    for (const event of this.snapshot()) this.push(event)
  }

  constructor(threadId: string, snapshot: () => ThreadEvent[]) {
    this.topic = `thread:${threadId}`
    this.snapshot = snapshot
    redis().on('close', this.onClose).on('ready', this.onReady)
  }

  push(event: ThreadEvent): void {
    const last = this.pending.at(-1)
    const text = textOf(event)
    if (last && text !== null && isSameDelta(last, event)) {
      this.pending[this.pending.length - 1] = { ...last, text: (textOf(last) ?? '') + text } as ThreadEvent
    } else {
      this.pending.push(event)
    }
    this.pendingChars += text?.length ?? 0
    this.isUrgent ||= text === null || this.pendingChars >= FULL_CHARS
    if (!this.sending) this.schedule()
  }

  /** Whether a fast producer should wait for `flush`. */
  get isFull(): boolean {
    return this.pendingChars >= FULL_CHARS
  }

  /** Until everything pushed so far has been taken, or Redis is away. */
  async flush(): Promise<void> {
    const patience = new AbortController()
    const late = delay(FLUSH_PATIENCE_MS, 'late', { signal: patience.signal }).catch(() => 'late')
    while ((this.pending.length > 0 || this.sending) && redis().status === 'ready') {
      if (!this.sending) this.send()
      if ((await Promise.race([this.sending, late])) === 'late') break
    }
    patience.abort()
  }

  /** Lets go; what is still pending follows by itself. */
  async close(): Promise<void> {
    await this.flush()
    redis().off('close', this.onClose).off('ready', this.onReady)
  }

  private schedule(): void {
    const waitMs = this.isUrgent ? 0 : this.lastSentAtMs + COALESCE_MS - performance.now()
    if (waitMs > 0) {
      this.timer ??= setTimeout(() => this.send(), waitMs)
      return
    }
    // At the end of this turn of the event loop, so that what is pushed together travels together.
    this.clearTimer()
    this.timer = setImmediate(() => this.send())
  }

  private clearTimer(): void {
    if (!this.timer) return
    clearTimeout(this.timer as NodeJS.Timeout)
    clearImmediate(this.timer as NodeJS.Immediate)
    this.timer = null
  }

  private send(): void {
    this.clearTimer()
    if (this.sending || this.pending.length === 0) return
    const batch = this.pending
    this.pending = []
    this.pendingChars = 0
    this.isUrgent = false
    this.sending = this.append(batch).finally(() => {
      this.sending = null
      this.lastSentAtMs = performance.now()
      if (this.pending.length > 0) this.schedule()
    })
  }

  private async append(batch: ThreadEvent[]): Promise<void> {
    for (;;) {
      try {
        this.lastId = await appendEvents(this.topic, batch)
        return
      } catch (error) {
        // For example LOADING, while Redis reads its data after a restart.
        logger().warn({ error }, 'events were not appended; trying again')
        await delay(RETRY_MS)
      }
    }
  }
}

function textOf(event: ThreadEvent): string | null {
  return event.type === 'text.delta' || event.type === 'reasoning.delta' || event.type === 'tool.output'
    ? event.text
    : null
}

function isSameDelta(a: ThreadEvent, b: ThreadEvent): boolean {
  if (a.type !== b.type || a.runId !== b.runId) return false
  if (a.type === 'tool.output' && b.type === 'tool.output') return a.toolCallId === b.toolCallId
  return (
    (a.type === 'text.delta' || a.type === 'reasoning.delta') &&
    (b.type === 'text.delta' || b.type === 'reasoning.delta') &&
    a.step === b.step
  )
}
