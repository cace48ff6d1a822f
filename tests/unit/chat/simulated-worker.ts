import { branchTo, placeOf, tipFrom } from '#components/chat/branches.ts'
import { newId } from '#lib/ids.ts'
import type { RunView, StepView, Transcript } from '#lib/runs/schema.ts'
import { compareEventIds } from '#lib/stream/cursor.ts'
import type { MessageView, ThreadEvent, ToolCallView } from '#lib/stream/events.ts'

export interface Appended {
  id: string
  event: ThreadEvent
}

type RunStep = Omit<StepView, 'finishReason' | 'usage'>

const usage = { inputTokens: 1, cachedInputTokens: 0, outputTokens: 2, reasoningTokens: 0, costMicros: 3 }
const clone = <T>(value: T): T => structuredClone(value)

/**
 * What the database and the stream of one thread go through under a worker that is killed, a provider that fails, and
 * a Redis that is lost: events as they are appended, and after each the durable transcript with its cursor.
 */
export class SimulatedWorker {
  readonly threadId = newId()
  readonly agentId = newId()
  readonly appended: Appended[] = []
  readonly snapshots: Transcript[] = []
  #seq = 0
  #messages: MessageView[] = []
  #runs: RunView[] = []
  #covered = '0-0'
  /** Of the run at work: what is streamed and not durable yet. */
  #live: RunStep | null = null
  #texts = 0

  constructor() {
    this.#remember()
  }

  /** Takes one random decision; what is not possible now is something else that is. */
  act(choice: number): void {
    const running = this.#runs.find(({ status }) => status === 'running')
    const queued = this.#runs.find(({ status }) => status === 'queued')
    const waiting = this.#runs.findLast(({ status, attempt }) => status === 'queued' && attempt === 0)
    if (choice % 17 === 0) this.#post(choice)
    else if (choice % 19 === 0 && waiting) this.#touch(waiting, choice)
    else if (running) this.#work(running, choice)
    else if (queued) choice % 11 === 0 ? this.#finish(queued, 'cancelled') : this.#claim(queued)
    else this.#reviveOrPost(choice)
    this.#remember()
  }

  /** Lets everything that is under way end. */
  settle(): void {
    for (let run = this.#unfinished(); run; run = this.#unfinished()) {
      if (run.status === 'queued') this.#claim(run)
      this.#finish(run, 'succeeded')
      this.#remember()
    }
  }

  #unfinished() {
    return this.#runs.find(({ status }) => status === 'running' || status === 'queued')
  }

  #emit(event: ThreadEvent): string {
    // Numbers of different length: ids that are compared as text would be out of order.
    this.#seq++
    const id = `${1_000 + Math.floor(this.#seq / 3)}-${(this.#seq % 3) + 9}`
    this.appended.push({ id, event })
    return id
  }

  #cover(id: string): void {
    if (compareEventIds(id, this.#covered) > 0) this.#covered = id
  }

  #remember(): void {
    const whole = this.#whole()
    const newest = this.#runs.at(-1)
    const tip = newest && tipFrom(whole, newest.id)
    this.snapshots.push(clone({ ...whole, ...branchTo(whole, tip) }))
  }

  /** All branches, as the database holds them. */
  #whole(): Transcript {
    const forks: Transcript['forks'] = {}
    const places = Map.groupBy(this.#messages, placeOf)
    for (const [place, messages] of places) if (messages.length > 1) forks[place] = messages.map(({ id }) => id)
    for (const [messageId, runs] of Map.groupBy(this.#runs, (run) => run.messageId)) {
      if (runs.length > 1) forks[messageId] = runs.map(({ id }) => id)
    }
    const cursor = `epoch.${this.#covered}`
    return { messages: this.#messages, runs: this.#runs, forks, olderCursor: null, cursor }
  }

  /** Goes on with the newest branch, or begins one beside an older message. */
  #post(choice: number): void {
    const beside = choice % 4 === 0 ? this.#messages[choice % Math.max(1, this.#messages.length)] : undefined
    const newest = this.#runs.at(-1)
    const message = {
      id: newId(),
      text: `message ${this.#messages.length}`,
      authorId: newId(),
      authorName: 'Ada',
      createdAt: new Date(1_000_000 + this.#seq).toISOString(),
      parentRunId: beside ? beside.parentRunId : newest ? tipFrom(this.#whole(), newest.id) : null,
      attachments: [],
    }
    this.#messages.push(message)
    this.#queueRun(message)
  }

  /** Changes a message that waits, takes it back, or hands it to the run at work. */
  #touch(run: RunView, choice: number): void {
    const message = this.#messages.find(({ id }) => id === run.messageId) as MessageView
    const at = { runId: run.id, attempt: run.attempt }
    const running = this.#runs.find(({ status }) => status === 'running')
    if (choice % 3 === 0) {
      message.text = `changed ${choice}`
      this.#emit({ type: 'message.changed', ...at, message })
    } else if (choice % 3 === 1 && running) {
      run.steersRunId = running.id
      this.#emit({ type: 'run.queued', ...at, message, steersRunId: running.id })
    } else {
      const other = this.#runs.findLast(({ id, messageId }) => messageId === message.id && id !== run.id)
      const parentRunId = other?.id ?? message.parentRunId
      this.#removeRun(run, parentRunId)
      if (!other) this.#messages = this.#messages.filter((m) => m !== message)
      this.#emit({ type: 'message.withdrawn', ...at, messageId: message.id, parentRunId })
    }
  }

  #removeRun(run: RunView, heirId: string | null): void {
    this.#runs = this.#runs.filter((other) => other !== run)
    for (const message of this.#messages) if (message.parentRunId === run.id) message.parentRunId = heirId
  }

  #takeIn(run: RunView): void {
    for (const queued of this.#runs.filter(({ steersRunId, attempt }) => steersRunId === run.id && attempt === 0)) {
      const others = this.#runs.filter(({ messageId }) => messageId === queued.messageId)
      const message = this.#messages.find(({ id }) => id === queued.messageId) as MessageView
      if (others.length > 1 || queued.status !== 'queued') continue
      this.#removeRun(queued, message.parentRunId)
      this.#messages = this.#messages.filter((m) => m !== message)
      const taken = { step: run.steps.length, message: { ...message, parentRunId: null } }
      run.steering.push(taken)
      this.#emit({ type: 'message.taken', runId: run.id, attempt: run.attempt, ...taken })
    }
  }

  #queueRun(message: MessageView): void {
    const run: RunView = {
      id: newId(),
      threadId: this.threadId,
      agentId: this.agentId,
      messageId: message.id,
      status: 'queued',
      attempt: 0,
      error: null,
      steersRunId: null,
      steering: [],
      agentVersion: null,
      queuedAt: '',
      startedAt: null,
      finishedAt: null,
      steps: [],
    }
    this.#runs.push(run)
    this.#emit({ type: 'run.queued', runId: run.id, attempt: 0, message, steersRunId: null })
  }

  #reviveOrPost(choice: number): void {
    const run = this.#runs[choice % Math.max(1, this.#runs.length)]
    const message = this.#messages.find(({ id }) => id === run?.messageId)
    if (!run || !message || choice % 3 === 0) {
      this.#post(choice)
    } else if (choice % 3 === 1 || run.status === 'succeeded') {
      this.#queueRun(message)
    } else {
      Object.assign(run, { status: 'queued', error: null })
      this.#emit({ type: 'run.queued', runId: run.id, attempt: run.attempt, message, steersRunId: run.steersRunId })
    }
  }

  #claim(run: RunView): void {
    run.status = 'running'
    run.attempt++
    run.agentVersion = { id: run.id, number: run.attempt }
    this.#emit({ type: 'run.started', runId: run.id, attempt: run.attempt, agentVersion: run.agentVersion })
    this.#live = null
    for (const step of run.steps) {
      for (const call of step.toolCalls.filter(({ status }) => status === 'started')) {
        this.#finishTool(run, step.index, call, 'unknown')
      }
    }
  }

  #work(run: RunView, choice: number): void {
    const last = run.steps.at(-1)
    const at = { runId: run.id, attempt: run.attempt }
    const call = last?.toolCalls.find(({ result }) => !result)
    if (choice % 13 === 0) this.#killed(run)
    else if (choice % 7 === 0) this.#redisLost(run, last)
    else if (choice % 29 === 0) this.#finish(run, 'failed')
    else if (choice % 31 === 0) {
      this.#emit({ type: 'run.retrying', ...at, reason: 'overloaded', delayMs: 10, model: 'other' })
      if (this.#live) this.#emit({ type: 'step.restarted', ...at, step: this.#live.index })
      this.#live = null
    } else if (call && last) this.#runTool(run, last.index, call, choice)
    else if (this.#live) this.#stream(run, this.#live, choice)
    else if (choice % 5 === 0 && last) this.#finish(run, 'succeeded')
    else this.#startStep(run)
  }

  #startStep(run: RunView): void {
    this.#takeIn(run)
    const index = run.steps.length
    const kind = index % 5 === 4 ? 'summary' : 'answer'
    this.#live = { index, kind, provider: 'demo', model: 'demo', parts: [], toolCalls: [] }
    this.#emit({
      type: 'step.started',
      runId: run.id,
      attempt: run.attempt,
      step: index,
      kind,
      provider: 'demo',
      model: 'demo',
    })
  }

  #stream(run: RunView, live: RunStep, choice: number): void {
    const step = { runId: run.id, attempt: run.attempt, step: live.index }
    if (choice % 4 === 0) {
      const id = this.#emit({ type: 'step.finished', ...step, finishReason: 'stop', usage })
      run.steps.push({ ...clone(live), finishReason: 'stop', usage })
      this.#live = null
      this.#cover(id)
    } else if (choice % 4 === 1) {
      const call: ToolCallView = {
        id: newId(),
        name: 'shell',
        args: { command: 'ls' },
        status: 'pending',
        output: '',
        result: null,
        startedAt: null,
        finishedAt: null,
      }
      live.parts.push({ type: 'tool-call', toolCallId: call.id })
      live.toolCalls.push(call)
      this.#emit({ type: 'tool.called', ...step, toolCallId: call.id, name: call.name, args: call.args })
    } else {
      const type = choice % 4 === 2 ? 'text' : 'reasoning'
      const text = `${this.#texts++} `
      const part = live.parts.at(-1)
      if (part?.type === type) part.text += text
      else live.parts.push({ type, text })
      this.#emit({ type: `${type}.delta`, ...step, text })
    }
  }

  #runTool(run: RunView, index: number, call: ToolCallView, choice: number): void {
    const at = { runId: run.id, attempt: run.attempt, step: index, toolCallId: call.id }
    if (call.status === 'pending') {
      call.status = 'started'
      this.#cover(this.#emit({ type: 'tool.started', ...at }))
    } else if (choice % 2 === 0) {
      this.#emit({ type: 'tool.output', ...at, text: `${this.#texts++}\n` })
    } else {
      this.#finishTool(run, index, call, 'succeeded')
    }
  }

  #finishTool(run: RunView, index: number, call: ToolCallView, status: 'succeeded' | 'unknown' | 'cancelled'): void {
    const result = { text: `result ${this.#texts++}`, view: { kind: 'text' as const } }
    const at = { runId: run.id, attempt: run.attempt, step: index, toolCallId: call.id }
    const id = this.#emit({ type: 'tool.finished', ...at, status, result })
    Object.assign(call, { status, result })
    this.#cover(id)
  }

  /** Another worker takes the run; the old one still says something. */
  #killed(run: RunView): void {
    const ghost = { runId: run.id, attempt: run.attempt, step: this.#live?.index ?? run.steps.length }
    const partial = this.#live
    this.#claim(run)
    this.#emit({ type: 'text.delta', ...ghost, text: 'ghost' })
    if (partial) this.#emit({ type: 'step.restarted', ...ghost, attempt: run.attempt })
    this.#emit({ type: 'step.finished', ...ghost, finishReason: 'ghost', usage })
    this.#emit({ type: 'run.finished', ...ghost, status: 'failed', error: { code: 'internal', message: 'ghost' } })
  }

  /** The worker publishes its step again. */
  #redisLost(run: RunView, last: StepView | undefined): void {
    const step = this.#live ?? last
    if (!step) return
    const at = { runId: run.id, attempt: run.attempt, step: step.index }
    const { kind, provider, model, parts, toolCalls } = clone(step)
    this.#emit({ type: 'step.snapshot', ...at, kind, provider, model, parts, toolCalls })
    if (step === last) this.#emit({ type: 'step.finished', ...at, finishReason: 'stop', usage })
  }

  #finish(run: RunView, status: 'succeeded' | 'failed' | 'cancelled'): void {
    for (const step of run.steps) {
      for (const call of step.toolCalls.filter(({ result }) => !result)) {
        this.#finishTool(run, step.index, call, 'cancelled')
      }
    }
    const error = status === 'failed' ? { code: 'provider', message: 'overloaded' } : null
    const id = this.#emit({ type: 'run.finished', runId: run.id, attempt: run.attempt, status, error })
    Object.assign(run, { status, error })
    this.#live = null
    this.#cover(id)
  }
}
