import { newId } from '#lib/ids.ts'
import { type RunEnd, recordStep, type StepRecord, type ToolCallRecord } from '#lib/runs/progress.ts'
import { durably } from './durably.ts'
import type { LiveStep } from './live-step.ts'
import { promptRecord, rememberPrompt } from './prompt-record.ts'
import type { RunInProgress } from './run-in-progress.ts'

/** Makes the step in progress durable, before any of its tools runs; with `end`, the run ends with it. */
export async function recordLiveStep(progress: RunInProgress, live: LiveStep, end: RunEnd | null): Promise<void> {
  const { publisher, scope, run, active, rows } = progress
  const finish = live.finish ?? { finishReason: 'cancelled', usage: null }
  live.finish = finish
  await publisher.flush()
  const prompt = promptRecord(progress, live)
  const step: StepRecord = {
    id: newId(),
    index: live.index,
    kind: live.kind,
    provider: live.provider,
    model: live.model,
    parts: live.parts,
    ...finish,
    streamId: publisher.lastId ?? '0-0',
    startedAt: live.startedAt,
    prompt,
    failures: progress.failures,
    toolCalls: live.toolCalls.map(
      ({ view, callId }): ToolCallRecord => ({
        id: view.id,
        callId,
        name: view.name,
        args: view.args,
        status: view.status,
        result: view.result,
      }),
    ),
  }
  await durably(active.ownership, () => recordStep(scope, run, step, end, progress.reservation))
  progress.reservation = null
  progress.failures = []
  if (prompt) rememberPrompt(progress, live, prompt)
  const { runId, attempt } = run
  publisher.push({ type: 'step.finished', runId, attempt, step: live.index, ...finish })
  rows.steps.push({
    id: step.id,
    run_id: runId,
    index: step.index,
    kind: step.kind,
    provider: step.provider,
    model: step.model,
    parts: step.parts,
    finish_reason: step.finishReason,
    usage: step.usage,
    stream_id: step.streamId,
  })
  for (const [index, call] of step.toolCalls.entries()) {
    rows.toolCalls.push({
      id: call.id,
      run_id: runId,
      step_id: step.id,
      call_id: call.callId,
      index,
      name: call.name,
      args: call.args,
      status: call.status,
      result: call.result,
      decision: null,
      stream_id: null,
      started_at: null,
      finished_at: null,
      stop_requested_at: null,
    })
  }
}
