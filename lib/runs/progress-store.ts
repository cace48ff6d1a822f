import type { Tx } from '#lib/db/client.ts'
import { toJsonb } from '#lib/db/jsonb.ts'
import type {
  RunError,
  RunStatus,
  StepKind,
  StepPart,
  StepUsage,
  ToolCallStatus,
  ToolResult,
} from '#lib/stream/events.ts'
import type { CallDecision } from '#lib/tools/schema.ts'
import type { RunClaim } from './ownership.ts'
import { type ModelFailure, type PromptRecord, promptParts } from './prompt-store.ts'
import type { MessageRow } from './rows.ts'

/** One answer of the model as it is stored. */
export interface StepRecord {
  id: string
  index: number
  kind: StepKind
  provider: string
  model: string
  parts: StepPart[]
  finishReason: string
  /** Null where the answer was cut off before the provider said. */
  usage: StepUsage | null
  /** Last event that tells of it. */
  streamId: string
  startedAt: Date
  toolCalls: ToolCallRecord[]
  /** What the model was given; null where nobody knows any more. */
  prompt: PromptRecord | null
  /** Calls of models for it that failed before. */
  failures: readonly ModelFailure[]
}

export interface ToolCallRecord {
  id: string
  callId: string
  name: string
  args: unknown
  status: ToolCallStatus
  result: ToolResult | null
}

export interface RunEnd {
  status: Extract<RunStatus, 'succeeded' | 'failed' | 'cancelled' | 'waiting'>
  error: RunError | null
}

/*
 * Every statement here changes something only for the owner of the attempt, and may be repeated when its outcome is not
 * known: a second time it finds what the first one did. Each answers whether the caller owns the attempt.
 */

/** A step with its tool calls; with `end`, the end of the run in the same breath. */
export async function insertStep(tx: Tx, claim: RunClaim, step: StepRecord, end: RunEnd | null): Promise<boolean> {
  const calls = step.toolCalls.map((call, index) => ({ ...call, index }))
  const owned = await tx.$queryRaw<unknown[]>`
    with owner as (
      select * from runs where id = ${claim.runId}::uuid and worker_id = ${claim.workerId}::uuid and attempt = ${claim.attempt}
        and (status = 'running' or status::text = ${end?.status ?? null}) for update
    ), live as (
      select * from owner where status = 'running'
    ), s as (
      insert into steps (id, tenant_id, workspace_id, run_id, private_to, index, kind, attempt, provider, model, parts,
        finish_reason, usage, stream_id, started_at, finished_at)
      select ${step.id}::uuid, tenant_id, workspace_id, id, private_to, ${step.index}, ${step.kind}, attempt, ${step.provider}, ${step.model},
        ${toJsonb(step.parts)}::jsonb, ${step.finishReason}, ${step.usage && toJsonb(step.usage)}::jsonb, ${step.streamId},
        ${step.startedAt}, now() from live
      on conflict (run_id, index) do nothing
    ), c as (
      insert into tool_calls (id, tenant_id, workspace_id, run_id, step_id, private_to, call_id, index, name, args, status, result, finished_at)
      select c.id, live.tenant_id, live.workspace_id, live.id, ${step.id}::uuid, live.private_to, c."callId", c.index, c.name,
        coalesce(c.args, 'null'), c.status::"ToolCallStatus", c.result, case when c.result is not null then now() end
      from live, jsonb_to_recordset(${toJsonb(calls)}::jsonb)
        as c(id uuid, "callId" text, index int, name text, args jsonb, status text, result jsonb)
      on conflict do nothing
    ), e as (
      update runs set status = coalesce(${end?.status ?? null}::"RunStatus", runs.status), error = ${end?.error ? toJsonb(end.error) : null}::jsonb,
        finished_at = case when ${end !== null} then now() end, model_index = 0, model_tries = 0
      from live where runs.id = live.id and (${end !== null} or runs.model_tries > 0)
    )${promptParts(step.id, step.prompt, step.failures)}
    select 1 from owner`
  return owned.length > 0
}

/** A tool is about to run: from here on its effect is unknown until a result is stored. */
export async function markToolStarted(tx: Tx, claim: RunClaim, toolCallId: string, startedAt: Date): Promise<boolean> {
  const owned = await tx.$queryRaw<unknown[]>`
    with owner as (
      select id from runs where id = ${claim.runId}::uuid and worker_id = ${claim.workerId}::uuid
        and attempt = ${claim.attempt} and status = 'running' for share
    ), c as (
      update tool_calls set status = 'started', started_at = ${startedAt} from owner
      where tool_calls.id = ${toolCallId}::uuid and tool_calls.run_id = owner.id and tool_calls.result is null
    )
    select 1 from owner`
  return owned.length > 0
}

/**
 * What a tool call came to.
 * @returns whether messages wait to be taken in at the next step; null: the caller does not own the attempt
 */
export async function setToolResult(
  tx: Tx,
  claim: RunClaim,
  call: {
    toolCallId: string
    status: ToolCallStatus
    result: ToolResult
    streamId: string | null
    startedAt: Date | null
    decision: CallDecision | null
  },
): Promise<{ isSteered: boolean } | null> {
  const [owned] = await tx.$queryRaw<{ isSteered: boolean }[]>`
    with owner as (
      select id from runs where id = ${claim.runId}::uuid and worker_id = ${claim.workerId}::uuid
        and attempt = ${claim.attempt} and status = 'running' for share
    ), c as (
      update tool_calls set status = ${call.status}::"ToolCallStatus", result = ${toJsonb(call.result)}::jsonb,
        decision = ${call.decision && toJsonb(call.decision)}::jsonb, stream_id = ${call.streamId}, started_at = coalesce(started_at, ${call.startedAt}), finished_at = now()
      from owner where tool_calls.id = ${call.toolCallId}::uuid and tool_calls.run_id = owner.id
    )
    select exists (select 1 from runs q where q.steers_run_id = owner.id and q.status = 'queued') as "isSteered" from owner`
  return owned ?? null
}

/**
 * Takes in, before a step, what was handed to the run: each message is the run's from here on, its own queued run is
 * gone, and what followed that follows what it followed. All of it or nothing, so exactly once.
 * @returns null: the caller does not own the attempt
 */
export async function takeSteering(tx: Tx, claim: RunClaim, step: number): Promise<MessageRow[] | null> {
  // Not FOR UPDATE: who takes a message back holds it, and then points its followers at this run.
  const owned = await tx.$queryRaw<unknown[]>`
    select 1 from runs where id = ${claim.runId}::uuid and worker_id = ${claim.workerId}::uuid
      and attempt = ${claim.attempt} and status = 'running' for no key update`
  if (owned.length === 0) return null
  const queued = await tx.$queryRaw<{ id: string; messageId: string }[]>`
    select q.id, q.message_id as "messageId" from runs q where q.steers_run_id = ${claim.runId}::uuid
      and q.status = 'queued' and q.attempt = 0 order by q.created_at, q.id for update`
  const taken: MessageRow[] = []
  for (const { id, messageId } of queued) {
    await tx.$executeRaw`update messages set parent_run_id = (select parent_run_id from messages where id = ${messageId}::uuid)
      where parent_run_id = ${id}::uuid`
    await tx.$executeRaw`delete from runs where id = ${id}::uuid`
    const [row] = await tx.$queryRaw<{ message: MessageRow }[]>`
      update messages set taken_by_run_id = ${claim.runId}::uuid, taken_at_step = ${step}, parent_run_id = null
      where id = ${messageId}::uuid returning to_jsonb(messages) as message`
    if (row) taken.push(row.message)
  }
  return taken
}

/** The end of a run; tool calls that never came to a result are closed with `leftover`. */
export async function endRun(
  tx: Tx,
  claim: RunClaim,
  end: RunEnd,
  leftover: { status: ToolCallStatus; result: ToolResult } | null,
): Promise<boolean> {
  const owned = await tx.$queryRaw<unknown[]>`
    with owner as (
      select id, status from runs where id = ${claim.runId}::uuid and worker_id = ${claim.workerId}::uuid
        and attempt = ${claim.attempt} and (status = 'running' or status::text = ${end.status}) for update
    ), c as (
      update tool_calls set status = ${leftover?.status ?? null}::"ToolCallStatus", result = ${leftover && toJsonb(leftover.result)}::jsonb,
        finished_at = now()
      from owner where ${leftover !== null} and owner.status = 'running' and tool_calls.run_id = owner.id and tool_calls.result is null
    ), e as (
      update runs set status = ${end.status}::"RunStatus", error = ${end.error && toJsonb(end.error)}::jsonb, finished_at = now(),
        model_index = 0, model_tries = 0
      from owner where runs.id = owner.id and owner.status = 'running'
    )
    select 1 from owner`
  return owned.length > 0
}

/** Back to the queue, not to be claimed before `delayMs` have passed; it keeps its place there. */
export async function requeue(
  tx: Tx,
  claim: RunClaim,
  delayMs: number,
  next: { modelIndex: number; modelTries: number },
): Promise<boolean> {
  const owned = await tx.$queryRaw<unknown[]>`
    update runs set status = 'queued', available_at = now() + case when cancel_requested_at is null then ${delayMs} else 0 end * interval '1 millisecond',
      model_index = ${next.modelIndex}, model_tries = ${next.modelTries}
    where id = ${claim.runId}::uuid and worker_id = ${claim.workerId}::uuid and attempt = ${claim.attempt}
      and status in ('running', 'queued') returning 1`
  return owned.length > 0
}
