import { z } from 'zod'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { agentFields } from '#lib/agents/schema.ts'
import { appendAudit } from '#lib/audit/append-audit.ts'
import { appendUsage } from '#lib/billing/append-usage.ts'
import type { OwnPrice } from '#lib/billing/price.ts'
import { settleBudget } from '#lib/budgets/reserve.ts'
import type { Tx } from '#lib/db/client.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { hintNotificationsChanged } from '#lib/notifications/hint.ts'
import { notifyRunEnd } from '#lib/notifications/notify-run-end.ts'
import type { ToolCallStatus, ToolResult } from '#lib/stream/events.ts'
import { loadToolbox } from '#lib/toolbox/toolbox.ts'
import type { Toolbox } from '#lib/tools/policy.ts'
import type { CallDecision } from '#lib/tools/schema.ts'
import { readContext } from './branch-store.ts'
import type { ClaimedRun, RunClaim } from './ownership.ts'
import {
  endRun,
  insertStep,
  markToolStarted,
  type RunEnd,
  requeue,
  type StepRecord,
  setToolResult,
  takeSteering,
} from './progress-store.ts'
import { insertFailures, type ModelFailure } from './prompt-store.ts'
import type { ApprovalRow, BranchRows, MessageRow } from './rows.ts'

/** The error of a run that waits for a person's word. */
export const WAITS_FOR_APPROVAL = 'approval'
/** The error of a run that waits for what other agents answer. */
export const WAITS_FOR_AGENTS = 'agents'

export type { RunEnd, StepRecord, ToolCallRecord } from './progress-store.ts'
export { insertFailures, type ModelFailure, type PromptRecord, type PromptText } from './prompt-store.ts'
export type { ApprovalRow, BranchRows, SeenSecret } from './rows.ts'

/** The attempt belongs to another worker, or is over: whoever held it stops and writes nothing more. */
export class RunLostError extends Error {
  constructor(claim: RunClaim) {
    super(`Run ${claim.runId} is no longer this worker's (attempt ${claim.attempt}).`)
    this.name = 'RunLostError'
  }
}

const { name, persona, rules, notes, models, tools, sandbox } = agentFields
const runAgent = z.object({ id: z.string(), name, persona, rules, notes, models, tools, sandbox, removed: z.boolean() })
/** The agent in the version that the claim named: role, tools and models are read again each time (invariant 1). */
export type RunAgent = z.output<typeof runAgent>

export interface RunContext<T> {
  agent: RunAgent
  /** What people were asked about the run, and what they said. */
  approvals: ApprovalRow[]
  toolbox: Toolbox
  rows: BranchRows
  isBudgeted: boolean
  ownPrices: readonly OwnPrice[]
  /** What `more` found in the same transaction. */
  more: T
}

/** What a claimed run needs: its agent, what its model is told, and `more`, read at the same time. */
export async function loadRunContext<T>(
  scope: WorkspaceScope,
  run: ClaimedRun,
  more: (tx: Tx) => Promise<T>,
): Promise<RunContext<T>> {
  return withScope(scope, async (tx) => {
    const [rows, found] = await Promise.all([readContext(tx, run), more(tx)])
    if (!rows) throw new RunLostError(run)
    const agent = runAgent.parse(rows.agent)
    return {
      agent,
      approvals: rows.approvals,
      toolbox: await loadToolbox(tx, run, agent, rows.policies),
      rows,
      isBudgeted: rows.isBudgeted,
      ownPrices: rows.ownPrices,
      more: found,
    }
  })
}

/**
 * Makes a step durable, with what it used; with `end`, the run ends in the same transaction.
 * @param reservation of the model call, which this settles; what was cut off before its provider said is left as estimated
 */
export async function recordStep(
  scope: WorkspaceScope,
  run: ClaimedRun,
  step: StepRecord,
  end: RunEnd | null,
  reservation: string | null = null,
): Promise<void> {
  const userToTell = await withScope(scope, async (tx) => {
    own(run, await insertStep(tx, run, step, end))
    if (step.usage) {
      const { agentId, runId, attempt } = run
      const { provider, model, usage } = step
      await appendUsage(tx, scope, { agentId, runId, attempt, stepIndex: step.index, provider, model, ...usage })
    }
    let told: string | null = null
    if (end) {
      await auditEnd(tx, scope, run, end)
      // A run of one step began with it: a quick answer is known as such without a query.
      const tookMs = step.index === 0 ? run.waitedMs + Date.now() - step.startedAt.getTime() : undefined
      told = await notifyRunEnd(tx, run, end, tookMs)
    }
    if (reservation && step.usage) {
      const { inputTokens, outputTokens, costMicros } = step.usage
      await settleBudget(tx, reservation, { tokens: inputTokens + outputTokens, costMicros })
    }
    return told
  })
  if (userToTell) await hintNotificationsChanged(userToTell)
}

/** From here on the effect of the call is unknown until its result is stored. */
export async function recordToolStarted(
  scope: WorkspaceScope,
  run: RunClaim,
  toolCallId: string,
  startedAt: Date,
): Promise<void> {
  await withScope(scope, async (tx) => own(run, await markToolStarted(tx, run, toolCallId, startedAt)))
}

/** What a tool call came to; whether messages wait to be taken in at the next step. */
export async function recordToolResult(
  scope: WorkspaceScope,
  run: RunClaim,
  call: {
    toolCallId: string
    status: ToolCallStatus
    result: ToolResult
    streamId: string | null
    startedAt: Date | null
    /** Which rule decided about it. */
    decision: CallDecision | null
    /** Which rule refused it, for the audit trail. */
    refusedBy?: { tool: string; rule: string } | undefined
  },
): Promise<{ isSteered: boolean }> {
  return withScope(scope, async (tx) => {
    const stored = await setToolResult(tx, run, call)
    if (!stored) throw new RunLostError(run)
    if (call.refusedBy) {
      await appendAudit(tx, scope, {
        action: 'tool-call.refused',
        targetKind: 'run',
        targetId: run.runId,
        details: { toolCallId: call.toolCallId, ...call.refusedBy },
        idempotencyKey: `tool-call:${call.toolCallId}:refused`,
      })
    }
    return stored
  })
}

/** Takes in what people handed to the run while it worked: it is told of it before this step. */
export async function takeSteeringIn(scope: WorkspaceScope, run: RunClaim, step: number): Promise<MessageRow[]> {
  return withScope(scope, async (tx) => {
    const taken = await takeSteering(tx, run, step)
    if (!taken) throw new RunLostError(run)
    return taken
  })
}

/**
 * Ends a run that has no further step, or an attempt that waits.
 * @param leftover what becomes of tool calls without a result
 * @param also in the same transaction
 */
export async function finishRun(
  scope: WorkspaceScope,
  run: RunClaim,
  end: RunEnd,
  leftover: { status: ToolCallStatus; result: ToolResult } | null,
  also: (tx: Tx) => Promise<void> = async () => undefined,
): Promise<void> {
  const userToTell = await withScope(scope, async (tx) => {
    own(run, await endRun(tx, run, end, leftover))
    await also(tx)
    await auditEnd(tx, scope, run, end)
    return notifyRunEnd(tx, run, end)
  })
  if (userToTell) await hintNotificationsChanged(userToTell)
}

/** Gives a run back to the queue, not to be claimed before `delayMs` have passed. */
export async function requeueRun(
  scope: WorkspaceScope,
  run: RunClaim,
  delayMs: number,
  next: { modelIndex: number; modelTries: number },
  failures: readonly ModelFailure[] = [],
): Promise<void> {
  await withScope(scope, async (tx) => {
    own(run, await requeue(tx, run, delayMs, next))
    await insertFailures(tx, run, failures)
  })
}

function own(run: RunClaim, owned: boolean): void {
  if (!owned) throw new RunLostError(run)
}

async function auditEnd(tx: Tx, scope: WorkspaceScope, run: RunClaim, end: RunEnd): Promise<void> {
  await appendAudit(tx, scope, {
    action: `run.${end.status}`,
    targetKind: 'run',
    targetId: run.runId,
    details: { attempt: run.attempt, ...(end.error && { code: end.error.code }) },
    idempotencyKey: `run:${run.runId}:${run.attempt}:ended`,
  })
}
