import type { RunTrace, TraceCall, TraceStep } from './schema.ts'
import type { TraceRows } from './store.ts'

const iso = (timestamp: string) => new Date(timestamp).toISOString()
const isoOrNull = (timestamp: string | null) => (timestamp === null ? null : iso(timestamp))

/** A run's rows as its trace. */
export function traceOf({ run, title, agent, message, steps, calls, failures }: TraceRows): RunTrace {
  return {
    runId: run.id,
    threadId: run.thread_id,
    threadTitle: title,
    agentId: run.agent_id,
    agentName: agent,
    message: { id: message.id, authorName: message.author_name, text: message.text },
    status: run.status,
    attempt: run.attempt,
    error: run.error,
    agentVersion: run.agent_version_id === null ? null : { id: run.agent_version_id, number: run.agent_version },
    queuedAt: iso(run.queued_at),
    startedAt: isoOrNull(run.started_at),
    finishedAt: isoOrNull(run.finished_at),
    forkedFrom:
      run.forked_from_run_id === null ? null : { runId: run.forked_from_run_id, steps: run.forked_at_step ?? 0 },
    steps: steps.map((step) => toStep(step, calls)),
    failures: failures.map((failure) => ({
      step: failure.step_index,
      attempt: failure.attempt,
      provider: failure.provider,
      model: failure.model,
      kind: failure.kind,
      message: failure.message,
      delayMs: failure.delay_ms,
      startedAt: iso(failure.started_at),
      failedAt: iso(failure.failed_at),
    })),
  }
}

function toStep(step: TraceRows['steps'][number], calls: TraceRows['calls']): TraceStep {
  return {
    index: step.index,
    kind: step.kind,
    attempt: step.attempt,
    provider: step.provider,
    model: step.model,
    startedAt: iso(step.started_at),
    firstTokenAt: isoOrNull(step.first_token_at),
    finishedAt: iso(step.finished_at),
    finishReason: step.finish_reason,
    usage: step.usage,
    summary: step.summary,
    toolCalls: calls.filter((call) => call.step_id === step.id).map(toCall),
    matches: step.matches,
  }
}

function toCall(call: TraceRows['calls'][number]): TraceCall {
  const { approval } = call
  return {
    id: call.id,
    name: call.name,
    summary: call.summary,
    status: call.status,
    startedAt: isoOrNull(call.started_at),
    finishedAt: isoOrNull(call.finished_at),
    decision: call.decision,
    approval: approval && {
      status: approval.status,
      scope: approval.scope,
      asks: approval.asks,
      reason: approval.reason,
      answeredByName: approval.answered_by_name,
      askedAt: iso(approval.created_at),
      answeredAt: isoOrNull(approval.answered_at),
    },
    matches: call.matches,
  }
}
