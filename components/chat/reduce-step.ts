import type { RunView, StepView } from '#lib/runs/schema.ts'
import type { StepKind, StepPart, ThreadEvent, ToolCallView } from '#lib/stream/events.ts'

/** What is kept of a running tool's output. */
const OUTPUT_TAIL_CHARS = 16_384

type StepEvent = Exclude<Extract<ThreadEvent, { step: number }>, { type: 'message.taken' }>

/** Folds an event of a step into its run. */
export function reduceStep(run: RunView, event: StepEvent, at: string): RunView {
  const known = run.steps.find((step) => step.index === event.step)
  const next = nextStep(known, event, at)
  if (next === known) return run
  const others = run.steps.filter((step) => step !== known)
  return { ...run, steps: next ? [...others, next].sort((a, b) => a.index - b.index) : others }
}

function nextStep(step: StepView | undefined, event: StepEvent, at: string): StepView | undefined {
  const isFinished = step !== undefined && step.finishReason !== null
  switch (event.type) {
    // A finished step is durable: what comes again of its making is an echo.
    case 'step.started':
      return isFinished ? step : emptyStep(event)
    case 'step.restarted':
      return isFinished ? step : undefined
    case 'text.delta':
      return isFinished ? step : withText(step ?? emptyStep(event), 'text', event.text)
    case 'reasoning.delta':
      return isFinished ? step : withText(step ?? emptyStep(event), 'reasoning', event.text)
    case 'tool.called':
      return isFinished ? step : withToolCall(step ?? emptyStep(event), event)
    case 'step.finished':
      return { ...(step ?? emptyStep(event)), finishReason: event.finishReason, usage: event.usage }
    // Replaces all, and opens the step again: whatever was streamed of it after this snapshot follows behind it.
    case 'step.snapshot': {
      const { kind, provider, model, parts, toolCalls } = event
      return { index: event.step, kind, provider, model, parts, toolCalls, finishReason: null, usage: null }
    }
    default:
      return step && withToolEvent(step, event, at)
  }
}

function emptyStep(event: { step: number; kind?: StepKind; provider?: string; model?: string }): StepView {
  const { step: index, kind = 'answer', provider = '', model = '' } = event
  return { index, kind, provider, model, parts: [], toolCalls: [], finishReason: null, usage: null }
}

function withText(step: StepView, type: 'text' | 'reasoning', text: string): StepView {
  const last = step.parts.at(-1)
  const part: StepPart = last?.type === type ? { ...last, text: last.text + text } : { type, text }
  return { ...step, parts: [...(last?.type === type ? step.parts.slice(0, -1) : step.parts), part] }
}

function withToolCall(step: StepView, event: Extract<StepEvent, { type: 'tool.called' }>): StepView {
  const { toolCallId, name, args } = event
  if (step.toolCalls.some(({ id }) => id === toolCallId)) return step
  const call: ToolCallView = {
    id: toolCallId,
    name,
    args,
    status: 'pending',
    output: '',
    result: null,
    startedAt: null,
    finishedAt: null,
  }
  return {
    ...step,
    parts: [...step.parts, { type: 'tool-call', toolCallId }],
    toolCalls: [...step.toolCalls, call],
  }
}

type ToolEvent = Extract<StepEvent, { type: 'tool.started' | 'tool.output' | 'tool.finished' }>

function withToolEvent(step: StepView, event: ToolEvent, at: string): StepView {
  const known = step.toolCalls.find(({ id }) => id === event.toolCallId)
  // A result is durable: what the call said before it is an echo.
  if (!known || known.result) return step
  const next = nextToolCall(known, event, at)
  return { ...step, toolCalls: step.toolCalls.map((call) => (call === known ? next : call)) }
}

function nextToolCall(call: ToolCallView, event: ToolEvent, at: string): ToolCallView {
  switch (event.type) {
    case 'tool.started':
      return { ...call, status: 'started', startedAt: call.startedAt ?? at }
    case 'tool.output':
      return { ...call, output: (call.output + event.text).slice(-OUTPUT_TAIL_CHARS) }
    case 'tool.finished':
      return { ...call, status: event.status, result: event.result, output: '', finishedAt: at }
  }
}
