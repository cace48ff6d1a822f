import { createHash } from 'node:crypto'
import type { StepPart, ToolResult } from '#lib/stream/events.ts'
import type { RunTrace, TraceCall, TraceFailure, TraceStep } from './schema.ts'

/** What was said in a step, for whoever exports it. */
export interface SpokenStep {
  index: number
  parts: readonly StepPart[]
  toolCalls: readonly { id: string; name: string; args: unknown; result: ToolResult | null }[]
  promptHash: string | null
}

type Value = { stringValue: string } | { intValue: string } | { doubleValue: number } | { boolValue: boolean }
interface Attribute {
  key: string
  value: Value
}

const CLIENT = 3
const INTERNAL = 1
const FAILED = 2

/** A trace as OpenTelemetry's collectors take it (OTLP as JSON), named by its conventions for generative AI. */
export function otlpOf(trace: RunTrace, spoken: readonly SpokenStep[]): Record<string, unknown> {
  const traceId = trace.runId.replaceAll('-', '')
  const root = spanId(trace.runId)
  const end = trace.finishedAt ?? lastEnd(trace)
  const failed = trace.status === 'failed'
  const spans = [
    span({
      traceId,
      id: root,
      parent: null,
      name: `invoke_agent ${trace.agentName}`,
      kind: INTERNAL,
      from: trace.queuedAt,
      to: end,
      error: failed ? (trace.error?.message ?? '') : null,
      attributes: {
        'gen_ai.operation.name': 'invoke_agent',
        'gen_ai.agent.id': trace.agentId,
        'gen_ai.agent.name': trace.agentName,
        'gen_ai.conversation.id': trace.threadId,
        'crewhouse.run.status': trace.status,
        'error.type': failed ? trace.error?.code : undefined,
      },
    }),
    ...trace.failures.map((failure, at) => failureSpan(traceId, root, failure, at)),
    ...trace.steps.flatMap((step) => {
      const said = spoken.find(({ index }) => index === step.index)
      return [
        stepSpan(traceId, root, trace, step, said),
        ...step.toolCalls.map((call) => callSpan(traceId, trace, step, call, said)),
      ]
    }),
  ]
  const resource = attributes({ 'service.name': 'crewhouse', 'service.namespace': 'crewhouse' })
  return {
    resourceSpans: [{ resource: { attributes: resource }, scopeSpans: [{ scope: { name: 'crewhouse' }, spans }] }],
  }
}

function stepSpan(traceId: string, parent: string, trace: RunTrace, step: TraceStep, said: SpokenStep | undefined) {
  const { usage } = step
  const text = (said?.parts ?? []).map((part) => (part.type === 'text' ? part.text : '')).join('')
  return span({
    traceId,
    id: spanId(`${trace.runId}/${step.index}`),
    parent,
    name: `chat ${step.model}`,
    kind: CLIENT,
    from: step.startedAt,
    to: step.finishedAt,
    error: null,
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': step.provider,
      'gen_ai.request.model': step.model,
      'gen_ai.response.finish_reasons': step.finishReason,
      'gen_ai.usage.input_tokens': usage?.inputTokens,
      'gen_ai.usage.output_tokens': usage?.outputTokens,
      'gen_ai.usage.cache_read.input_tokens': usage?.cachedInputTokens,
      'gen_ai.output.messages': JSON.stringify([{ role: 'assistant', parts: [{ type: 'text', content: text }] }]),
      'crewhouse.step.index': step.index,
      'crewhouse.step.kind': step.kind,
      'crewhouse.cost_micros': usage?.costMicros ?? undefined,
      'crewhouse.time_to_first_token_ms': step.firstTokenAt ? msBetween(step.startedAt, step.firstTokenAt) : undefined,
      'crewhouse.prompt.sha256': said?.promptHash ?? undefined,
    },
  })
}

function callSpan(traceId: string, trace: RunTrace, step: TraceStep, call: TraceCall, said: SpokenStep | undefined) {
  const body = said?.toolCalls.find(({ id }) => id === call.id)
  const from = call.startedAt ?? call.approval?.askedAt ?? step.finishedAt
  return span({
    traceId,
    id: spanId(call.id),
    parent: spanId(`${trace.runId}/${step.index}`),
    name: `execute_tool ${call.name}`,
    kind: INTERNAL,
    from,
    to: call.finishedAt ?? from,
    error: call.status === 'succeeded' ? null : call.status,
    attributes: {
      'gen_ai.operation.name': 'execute_tool',
      'gen_ai.tool.name': call.name,
      'gen_ai.tool.call.id': call.id,
      'gen_ai.tool.call.arguments': body && JSON.stringify(body.args),
      'gen_ai.tool.call.result': body?.result?.text,
      'crewhouse.tool.status': call.status,
      'crewhouse.policy.effect': call.decision?.effect,
      'crewhouse.policy.rule':
        call.decision?.by[0] && `${call.decision.by[0].level}: ${call.decision.by[0].rule.tools}`,
      'crewhouse.approval.status': call.approval?.status,
    },
  })
}

function failureSpan(traceId: string, parent: string, failure: TraceFailure, at: number) {
  return span({
    traceId,
    id: spanId(`${traceId}/failure/${at}`),
    parent,
    name: `chat ${failure.model}`,
    kind: CLIENT,
    from: failure.startedAt,
    to: failure.failedAt,
    error: failure.message,
    attributes: {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': failure.provider,
      'gen_ai.request.model': failure.model,
      'error.type': failure.kind,
      'crewhouse.step.index': failure.step,
    },
  })
}

interface SpanParts {
  traceId: string
  id: string
  parent: string | null
  name: string
  kind: number
  from: string
  to: string
  error: string | null
  attributes: Record<string, string | number | boolean | undefined>
}

function span({ traceId, id, parent, name, kind, from, to, error, attributes: named }: SpanParts) {
  return {
    traceId,
    spanId: id,
    ...(parent && { parentSpanId: parent }),
    name,
    kind,
    startTimeUnixNano: nanoseconds(from),
    endTimeUnixNano: nanoseconds(to),
    attributes: attributes(named),
    status: error === null ? {} : { code: FAILED, message: error },
  }
}

function attributes(named: Record<string, string | number | boolean | undefined>): Attribute[] {
  return Object.entries(named).flatMap(([key, value]) => (value === undefined ? [] : [{ key, value: typed(value) }]))
}

function typed(value: string | number | boolean): Value {
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'string') return { stringValue: value }
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value }
}

function spanId(of: string): string {
  return createHash('sha256').update(of).digest('hex').slice(0, 16)
}

function nanoseconds(time: string): string {
  return `${Date.parse(time)}000000`
}

function msBetween(from: string, to: string): number {
  return Date.parse(to) - Date.parse(from)
}

/** Of a run that still works. */
function lastEnd({ queuedAt, steps, failures }: RunTrace): string {
  const ends = [
    queuedAt,
    ...steps.flatMap((step) => [step.finishedAt, ...step.toolCalls.flatMap(({ finishedAt }) => finishedAt ?? [])]),
    ...failures.map(({ failedAt }) => failedAt),
  ]
  return ends.reduce((latest, end) => (Date.parse(end) > Date.parse(latest) ? end : latest))
}
