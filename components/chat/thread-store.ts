import { v7 as newId } from 'uuid'
import type { BrowserStream } from '#components/stream/browser-stream.ts'
import type { StreamStatus } from '#components/stream/stream-connection.ts'
import { type Problem, problemOf } from '#components/ui/problem.ts'
import type { Transcript } from '#lib/runs/schema.ts'
import { type MessageView, type ThreadEvent, threadEvent } from '#lib/stream/events.ts'
import { ApiError, chatApi } from './chat-api.ts'
import { reduceThread, type ThreadState, threadState } from './reduce-thread.ts'

/** A message of one's own that the stream has not brought back yet. */
export interface PendingPost {
  message: MessageView
  runId: string
  /** Set when it did not reach the server. */
  error: Problem | null
}

export interface ThreadSnapshot {
  readonly thread: ThreadState
  readonly pending: readonly PendingPost[]
  readonly stream: StreamStatus
  /** The thread may not be read any more. */
  readonly isGone: boolean
  /** Raised whenever a tool may have changed files. */
  readonly filesVersion: number
}

export interface ThreadStoreOptions {
  workspaceId: string
  threadId: string
  agentId: string
  me: { id: string; name: string }
  transcript: Transcript
  /** From where it is loaded again; left out: from the workspace. */
  loadTranscript?: () => Promise<Transcript>
}

const RELOAD_RETRY_MS = 1_000
const MAX_RELOAD_RETRY_MS = 15_000

/** The open thread: the transcript, kept up with the event stream, and what this person does in it. */
export class ThreadStore {
  readonly #options: ThreadStoreOptions
  readonly #stream: () => BrowserStream
  readonly #listeners = new Set<() => void>()
  #snapshot: ThreadSnapshot
  #leave: (() => void) | undefined

  constructor(options: ThreadStoreOptions, stream: () => BrowserStream) {
    this.#options = options
    this.#stream = stream
    const thread = threadState(options, options.transcript)
    this.#snapshot = { thread, pending: [], stream: 'idle', isGone: false, filesVersion: 0 }
  }

  readonly getSnapshot = (): ThreadSnapshot => this.#snapshot

  /** Follows the event stream as long as somebody listens. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) this.#enter()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size > 0) return
      this.#leave?.()
      this.#leave = undefined
    }
  }

  /** Shows the message at once, and sends it. */
  async post(text: string): Promise<void> {
    const { id: authorId, name: authorName } = this.#options.me
    const message = { id: newId(), text, authorId, authorName, createdAt: new Date().toISOString() }
    const post: PendingPost = { message, runId: newId(), error: null }
    this.#set({ pending: [...this.#snapshot.pending, post] })
    await this.#send(post)
  }

  /** Sends a message again that did not arrive; with the same ids, so that it cannot be stored twice. */
  async postAgain(post: PendingPost): Promise<void> {
    const again = { ...post, error: null }
    this.#set({ pending: this.#snapshot.pending.map((other) => (other === post ? again : other)) })
    await this.#send(again)
  }

  discard(post: PendingPost): void {
    this.#set({ pending: this.#snapshot.pending.filter((other) => other !== post) })
  }

  /** @throws ApiError */
  async cancel(runId: string): Promise<void> {
    await chatApi.cancelRun(this.#options.workspaceId, runId)
  }

  /** @throws ApiError */
  async retry(runId: string): Promise<void> {
    await chatApi.retryRun(this.#options.workspaceId, runId)
  }

  /** @throws ApiError */
  async continue(runId: string): Promise<void> {
    await chatApi.continueRun(this.#options.workspaceId, runId)
  }

  async #send(post: PendingPost): Promise<void> {
    const { workspaceId, threadId } = this.#options
    const { message, runId } = post
    try {
      await chatApi.postMessage(workspaceId, threadId, { text: message.text, messageId: message.id, runId })
    } catch (error) {
      const failed = { ...post, error: problemOf(error) }
      this.#set({ pending: this.#snapshot.pending.map((other) => (other === post ? failed : other)) })
    }
  }

  /** Joins the topic from the cursor on: what was appended since the transcript was loaded comes first. */
  #enter(): void {
    const stream = this.#stream()
    const { threadId } = this.#options
    const leaveTopic = stream.subscribe(`thread:${threadId}`, this.#snapshot.thread.transcript.cursor, {
      onEvents: ({ ids, events }) => this.#take(ids, events),
      onPruned: () => void this.#reload(),
      onGone: () => this.#set({ isGone: true }),
    })
    const leaveStatus = stream.onStatus(() => this.#set({ stream: stream.status }))
    this.#leave = () => {
      leaveTopic()
      leaveStatus()
    }
    this.#set({ stream: stream.status })
  }

  #take(ids: string[], raw: unknown[]): void {
    let { thread, filesVersion } = this.#snapshot
    for (const [index, value] of raw.entries()) {
      const parsed = threadEvent.safeParse(value)
      const id = ids[index]
      // An event that this version of the page does not know is for a later one.
      if (!parsed.success || !id) continue
      thread = reduceThread(thread, id, parsed.data)
      if (mayChangeFiles(parsed.data)) filesVersion++
    }
    this.#set({ thread, filesVersion })
  }

  /** Events were lost: starts again from what is durable. What is shown stays until it has come. */
  async #reload(): Promise<void> {
    this.#leave?.()
    this.#leave = undefined
    const { workspaceId, threadId, loadTranscript } = this.#options
    const load = loadTranscript ?? (() => chatApi.loadTranscript(workspaceId, threadId))
    for (
      let retryMs = RELOAD_RETRY_MS;
      this.#listeners.size > 0;
      retryMs = Math.min(MAX_RELOAD_RETRY_MS, retryMs * 2)
    ) {
      try {
        const transcript = await load()
        this.#set({ thread: threadState(this.#options, transcript), filesVersion: this.#snapshot.filesVersion + 1 })
        if (this.#listeners.size > 0 && !this.#leave) this.#enter()
        return
      } catch (error) {
        if (error instanceof ApiError && !error.isPassing) {
          this.#set({ isGone: true })
          return
        }
        await new Promise((resolve) => setTimeout(resolve, retryMs))
      }
    }
  }

  #set(change: Partial<ThreadSnapshot>): void {
    const next = { ...this.#snapshot, ...change }
    const known = new Set(next.thread.transcript.messages.map(({ id }) => id))
    const pending = next.pending.filter(({ message }) => !known.has(message.id))
    this.#snapshot = { ...next, pending: pending.length === next.pending.length ? next.pending : pending }
    for (const listener of this.#listeners) listener()
  }
}

function mayChangeFiles(event: ThreadEvent): boolean {
  return event.type === 'tool.finished'
}
