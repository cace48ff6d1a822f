import { hasCome } from '#lib/runs/lifecycle.ts'
import type { RunView } from '#lib/runs/schema.ts'
import type { RunError, RunStatus, StepUsage, ThreadEvent } from '#lib/stream/events.ts'
import { clientCallId } from './request.ts'

/** Between the texts of two steps. */
const PARAGRAPH = '\n\n'

export interface ClientCall {
  id: string
  type: 'function'
  function: { name: string; arguments: string }
}

export interface AnswerEnd {
  status: RunStatus
  error: RunError | null
}

/**
 * A run's answer as it grows: its steps' texts, the calls that are the client's to make, and what it used. What the
 * agent's own tools do stays in the thread. A step that begins anew begins a new paragraph: what was sent is sent.
 */
export class Answer {
  text = ''
  readonly calls: ClientCall[] = []
  readonly usage = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }
  end: AnswerEnd | null = null
  #step = -1
  #stepText = ''
  #isCut = false
  /** What the agent keeps of a long conversation: its own business. */
  readonly #summaries = new Set<number>()
  readonly #clientTools: ReadonlySet<string>
  readonly #since: { step: number; attempt: number }

  /** @param since steps and attempts before these were answered to an earlier request */
  constructor(clientTools: ReadonlySet<string>, since: { step: number; attempt: number }) {
    this.#clientTools = clientTools
    this.#since = since
  }

  get finishReason(): 'stop' | 'length' | 'tool_calls' {
    if (this.end?.status === 'waiting') return 'tool_calls'
    return this.#isCut ? 'length' : 'stop'
  }

  /** @returns the text that it adds */
  take(event: ThreadEvent): string {
    if (event.attempt < this.#since.attempt) return ''
    if ('step' in event && event.step < this.#since.step) return ''
    switch (event.type) {
      case 'step.started':
        if (event.kind === 'summary') this.#summaries.add(event.step)
        return ''
      case 'text.delta':
        return this.#add(event.step, event.text)
      case 'step.restarted':
        this.#step = -1
        return ''
      case 'step.snapshot': {
        const text = event.parts.map((part) => (part.type === 'text' ? part.text : '')).join('')
        if (event.kind === 'summary') this.#summaries.add(event.step)
        const isKnown = this.#step === event.step && text.startsWith(this.#stepText)
        if (!isKnown) this.#step = -1
        return this.#add(event.step, isKnown ? text.slice(this.#stepText.length) : text)
      }
      case 'tool.called':
        this.#call(event.toolCallId, event.name, event.args)
        return ''
      case 'step.finished':
        this.#finishStep(event.finishReason, event.usage)
        return ''
      case 'run.finished':
        if (hasCome(event)) this.end = { status: event.status, error: event.error }
        return ''
      default:
        return ''
    }
  }

  /** What is durable, where events were lost. @returns the text that it adds */
  takeRun(run: RunView): string {
    const before = this.text
    const whole = new Answer(this.#clientTools, this.#since)
    for (const step of run.steps) {
      if (step.index < this.#since.step) continue
      if (step.kind === 'summary') whole.#summaries.add(step.index)
      for (const part of step.parts) if (part.type === 'text') whole.#add(step.index, part.text)
      for (const { id, name, args } of step.toolCalls) whole.#call(id, name, args)
      whole.#finishStep(step.finishReason ?? 'stop', step.usage)
    }
    Object.assign(this.usage, whole.usage)
    this.calls.splice(0, this.calls.length, ...whole.calls)
    this.#isCut = whole.#isCut
    this.end = { status: run.status, error: run.error }
    const added = whole.text.startsWith(before) ? whole.text.slice(before.length) : `${PARAGRAPH}${whole.text}`
    this.text += added
    return added
  }

  #add(step: number, text: string): string {
    if (text === '' || this.#summaries.has(step)) return ''
    const isNew = this.#step !== step
    const added = isNew && this.text !== '' ? `${PARAGRAPH}${text}` : text
    this.#stepText = isNew ? text : this.#stepText + text
    this.#step = step
    this.text += added
    return added
  }

  #call(toolCallId: string, name: string, args: unknown): void {
    if (!this.#clientTools.has(name)) return
    const id = clientCallId(toolCallId)
    if (this.calls.some((call) => call.id === id)) return
    const text = typeof args === 'string' ? args : JSON.stringify(args)
    this.calls.push({ id, type: 'function', function: { name, arguments: text } })
  }

  #finishStep(finishReason: string, usage: StepUsage | null): void {
    this.#isCut = finishReason === 'length'
    this.usage.prompt_tokens += usage?.inputTokens ?? 0
    this.usage.completion_tokens += usage?.outputTokens ?? 0
    this.usage.total_tokens = this.usage.prompt_tokens + this.usage.completion_tokens
  }
}
