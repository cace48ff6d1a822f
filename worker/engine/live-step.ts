import type { BranchRows } from '#lib/runs/progress.ts'
import { shownParts, toToolCallView } from '#lib/runs/views.ts'
import type {
  StepKind,
  StepPart,
  StepUsage,
  ThreadEvent,
  ToolCallStatus,
  ToolCallView,
  ToolResult,
} from '#lib/stream/events.ts'
import type { PlannedStep } from './planned-step.ts'

/** How much of a running tool's output a late reader is shown. */
const OUTPUT_TAIL_CHARS = 16_384

type StepRow = BranchRows['steps'][number]
type ToolCallRow = BranchRows['toolCalls'][number]

export interface LiveToolCall {
  view: ToolCallView
  /** The provider's id of the call. */
  callId: string
}

/** The step in progress, as readers of the event stream know it: what is published again after a loss of Redis. */
export class LiveStep {
  readonly runId: string
  readonly attempt: number
  readonly index: number
  readonly kind: StepKind
  readonly provider: string
  readonly model: string
  readonly startedAt = new Date()
  readonly parts: StepPart[] = []
  readonly toolCalls: LiveToolCall[] = []
  finish: { finishReason: string; usage: StepUsage | null } | null = null
  /** What the model was given; null for a step that was made durable by somebody else. */
  asked: PlannedStep | null = null
  /** As it was asked: temperature and the like. */
  parameters: Record<string, unknown> = {}
  firstTokenAt: Date | null = null

  constructor(
    run: { runId: string; attempt: number },
    step: { index: number; kind: StepKind; provider: string; model: string },
  ) {
    this.runId = run.runId
    this.attempt = run.attempt
    this.index = step.index
    this.kind = step.kind
    this.provider = step.provider
    this.model = step.model
  }

  /** A durable step whose tool calls go on under a new attempt. */
  static restore(run: { runId: string; attempt: number }, step: StepRow, calls: ToolCallRow[]): LiveStep {
    const live = new LiveStep(run, step)
    live.parts.push(...step.parts)
    live.finish = { finishReason: step.finish_reason, usage: step.usage }
    for (const call of calls) live.toolCalls.push({ view: toToolCallView(call), callId: call.call_id })
    return live
  }

  addText(text: string): void {
    const last = this.parts.at(-1)
    if (last?.type === 'text') last.text += text
    else this.parts.push({ type: 'text', text })
  }

  /** `providerMetadata` ends a block: reasoning after it is a new part. */
  addReasoning(text: string, providerMetadata?: unknown): void {
    const last = this.parts.at(-1)
    if (last?.type === 'reasoning' && last.providerMetadata === undefined) {
      last.text += text
      if (providerMetadata !== undefined) last.providerMetadata = providerMetadata
    } else {
      this.parts.push({ type: 'reasoning', text, ...(providerMetadata !== undefined && { providerMetadata }) })
    }
  }

  addToolCall(call: { id: string; callId: string; name: string; args: unknown; providerMetadata?: unknown }): void {
    const { id, callId, name, args, providerMetadata } = call
    this.parts.push({ type: 'tool-call', toolCallId: id, ...(providerMetadata !== undefined && { providerMetadata }) })
    const view: ToolCallView = {
      id,
      name,
      args,
      status: 'pending',
      output: '',
      result: null,
      startedAt: null,
      finishedAt: null,
    }
    this.toolCalls.push({ view, callId })
  }

  toolStarted(toolCallId: string, startedAt: Date): void {
    const view = this.find(toolCallId)
    if (view) Object.assign(view, { status: 'started', startedAt: startedAt.toISOString() })
  }

  toolOutput(toolCallId: string, text: string): void {
    const view = this.find(toolCallId)
    if (view) view.output = (view.output + text).slice(-OUTPUT_TAIL_CHARS)
  }

  toolFinished(toolCallId: string, status: ToolCallStatus, result: ToolResult): void {
    const view = this.find(toolCallId)
    if (view) Object.assign(view, { status, result, output: '', finishedAt: new Date().toISOString() })
  }

  /** What readers need who lost events of this step. */
  snapshot(): ThreadEvent[] {
    const { runId, attempt, index: step, kind, provider, model, finish } = this
    const parts = shownParts(this.parts)
    const toolCalls = this.toolCalls.map(({ view }) => view)
    const snapshot: ThreadEvent = {
      type: 'step.snapshot',
      runId,
      attempt,
      step,
      kind,
      provider,
      model,
      parts,
      toolCalls,
    }
    return finish ? [snapshot, { type: 'step.finished', runId, attempt, step, ...finish }] : [snapshot]
  }

  private find(toolCallId: string): ToolCallView | undefined {
    return this.toolCalls.find(({ view }) => view.id === toolCallId)?.view
  }
}
