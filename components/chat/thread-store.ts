import { v7 as newId } from 'uuid'
import type { BrowserStream } from '#components/stream/browser-stream.ts'
import type { StreamStatus } from '#components/stream/stream-connection.ts'
import { type Problem, problemOf } from '#components/ui/problem.ts'
import { isUntouched } from '#lib/runs/lifecycle.ts'
import type { RunView, Transcript } from '#lib/runs/schema.ts'
import { type Attachment, type MessageView, type ThreadEvent, threadEvent } from '#lib/stream/events.ts'
import { type Branch, branchTo, tipFrom } from './branches.ts'
import { ApiError, chatApi } from './chat-api.ts'
import { reduceThread, type ThreadState, threadState } from './reduce-thread.ts'
import { queueRun, withOlder } from './reduce-tree.ts'

/** A message of one's own that the stream has not brought back yet. */
export interface PendingPost extends PostOptions {
  message: MessageView
  runId: string
  /** The branch that it goes on with. */
  afterRunId: string | undefined
  /** Set when it did not reach the server. */
  error: Problem | null
}

export interface PostOptions {
  attachments?: Attachment[]
  /** The message that it is another version of: a branch begins beside that. */
  insteadOfId?: string
  /** For the run at work, at its next step. */
  steer?: boolean
}

export interface ThreadSnapshot {
  readonly thread: ThreadState
  /** What is shown of it: the branch that this page has open. */
  readonly branch: Branch
  readonly isLoadingOlder: boolean
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
  /** The run at the end of the open branch. */
  #tip: string | undefined

  constructor(options: ThreadStoreOptions, stream: () => BrowserStream) {
    this.#options = options
    this.#stream = stream
    const thread = threadState(options, options.transcript)
    this.#tip = options.transcript.runs.at(-1)?.id
    const branch = branchTo(options.transcript, this.#tip)
    const rest = { pending: [], stream: 'idle', isGone: false, isLoadingOlder: false, filesVersion: 0 } as const
    this.#snapshot = { thread, branch, ...rest }
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
  async post(text: string, options: PostOptions = {}): Promise<void> {
    const { id: authorId, name: authorName } = this.#options.me
    const afterRunId = this.#tip
    const message: MessageView = {
      id: newId(),
      text,
      authorId,
      authorName,
      createdAt: new Date().toISOString(),
      parentRunId: afterRunId ?? null,
      attachments: options.attachments ?? [],
    }
    const post: PendingPost = { message, runId: newId(), afterRunId, error: null, ...options }
    this.#set({ pending: [...this.#snapshot.pending, post] })
    await this.#send(post)
  }

  /** Opens the branch that a message or a run is on. @throws ApiError */
  async open(nodeId: string): Promise<string | undefined> {
    const { runs } = this.#snapshot.thread.transcript
    const run = runs.find(({ id }) => id === nodeId) ?? runs.findLast(({ messageId }) => messageId === nodeId)
    if (run) {
      this.#tip = run.id
      this.#set({})
      return this.#tip
    }
    const { workspaceId, threadId } = this.#options
    this.#replace(await chatApi.loadTranscript(workspaceId, threadId, { at: nodeId }))
    return this.#tip
  }

  /** Loads what came before the oldest that is shown. @throws ApiError */
  async loadOlder(): Promise<void> {
    const { olderCursor } = this.#snapshot.thread.transcript
    if (olderCursor === null || this.#snapshot.isLoadingOlder) return
    this.#set({ isLoadingOlder: true })
    try {
      const { workspaceId, threadId } = this.#options
      const older = await chatApi.loadTranscript(workspaceId, threadId, { before: olderCursor })
      const { thread } = this.#snapshot
      // Another branch was opened meanwhile.
      if (thread.transcript.olderCursor !== olderCursor) return
      this.#set({ thread: { ...thread, transcript: withOlder(thread.transcript, older) } })
    } finally {
      this.#set({ isLoadingOlder: false })
    }
  }

  /** Another text: in the message's place while it waits, else as a branch beside it. @throws ApiError */
  async change(message: MessageView, text: string): Promise<void> {
    const { id: insteadOfId, attachments } = message
    const run = this.#snapshot.branch.runs.find(({ messageId }) => messageId === message.id)
    if (run && isUntouched(run)) await chatApi.editMessage(this.#options.workspaceId, message.id, text)
    else await this.post(text, { insteadOfId, attachments })
  }

  /** @throws ApiError */
  async withdraw(messageId: string): Promise<void> {
    await chatApi.withdrawMessage(this.#options.workspaceId, messageId)
  }

  /** @throws ApiError */
  async steer(messageId: string): Promise<void> {
    await chatApi.steerMessage(this.#options.workspaceId, messageId)
  }

  /** One that is over meanwhile is as wanted. @throws ApiError */
  async stopToolCall(runId: string, toolCallId: string): Promise<void> {
    await chatApi.stopToolCall(this.#options.workspaceId, runId, toolCallId).catch((error: ApiError) => {
      if (error.code !== 'conflict') throw error
    })
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
    const run = await chatApi.retryRun(this.#options.workspaceId, runId)
    const message = this.#snapshot.thread.transcript.messages.find(({ id }) => id === run.messageId)
    if (message) this.#openNew(run, message)
  }

  /** @throws ApiError */
  async continue(runId: string): Promise<void> {
    await chatApi.continueRun(this.#options.workspaceId, runId)
  }

  async #send(post: PendingPost): Promise<void> {
    const { workspaceId, threadId } = this.#options
    const { message, runId } = post
    try {
      const { text, id: messageId } = message
      const { insteadOfId, afterRunId, steer, attachments } = post
      const place = insteadOfId ? { insteadOfId } : { afterRunId }
      const files = attachments?.map(({ path }) => path)
      const sent = { text, messageId, runId, ...place, steer, attachments: files }
      const stored = await chatApi.postMessage(workspaceId, threadId, sent)
      this.#openNew(stored.run, stored.message)
    } catch (error) {
      const failed = { ...post, error: problemOf(error) }
      this.#set({ pending: this.#snapshot.pending.map((other) => (other === post ? failed : other)) })
    }
  }

  /** Shows what this person has begun, before the stream tells of it. */
  #openNew(run: RunView, message: MessageView): void {
    const { thread } = this.#snapshot
    const { id: runId, attempt, steersRunId, queuedAt } = run
    const event = { type: 'run.queued', runId, attempt, message, steersRunId } as const
    const transcript = queueRun(thread.transcript, thread, event, queuedAt)
    if (transcript.runs.some(({ id }) => id === runId)) this.#tip = runId
    this.#set({ thread: { ...thread, transcript } })
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
    const place = this.#tip ? { at: this.#tip } : {}
    const load = loadTranscript ?? (() => chatApi.loadTranscript(workspaceId, threadId, place))
    for (
      let retryMs = RELOAD_RETRY_MS;
      this.#listeners.size > 0;
      retryMs = Math.min(MAX_RELOAD_RETRY_MS, retryMs * 2)
    ) {
      try {
        this.#replace(await load())
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

  /** Starts from a transcript anew, and follows the stream from there. */
  #replace(transcript: Transcript): void {
    this.#leave?.()
    this.#leave = undefined
    this.#tip = transcript.runs.at(-1)?.id
    this.#set({ thread: threadState(this.#options, transcript), filesVersion: this.#snapshot.filesVersion + 1 })
    if (this.#listeners.size > 0) this.#enter()
  }

  #set(change: Partial<Omit<ThreadSnapshot, 'branch'>>): void {
    const next = { ...this.#snapshot, ...change }
    const { transcript } = next.thread
    if (transcript !== this.#snapshot.thread.transcript || this.#tip !== this.#snapshot.branch.runs.at(-1)?.id) {
      this.#tip = this.#follow(transcript)
      next.branch = branchTo(transcript, this.#tip)
    }
    const known = new Set([
      ...transcript.messages.map(({ id }) => id),
      ...transcript.runs.flatMap(({ steering }) => steering.map(({ message }) => message.id)),
    ])
    const pending = next.pending.filter(({ message }) => !known.has(message.id))
    this.#snapshot = { ...next, pending: pending.length === next.pending.length ? next.pending : pending }
    for (const listener of this.#listeners) listener()
  }

  /** The end of the open branch, which grows; what another person begins beside it does not take this page along. */
  #follow(transcript: Transcript): string | undefined {
    const exists = (id: string) => transcript.runs.some((run) => run.id === id)
    const from =
      this.#tip !== undefined && exists(this.#tip)
        ? this.#tip
        : (this.#snapshot.branch.runs.findLast(({ id }) => exists(id))?.id ?? transcript.runs.at(-1)?.id)
    return from === undefined ? undefined : tipFrom(transcript, from)
  }
}

function mayChangeFiles(event: ThreadEvent): boolean {
  return event.type === 'tool.finished'
}
