import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { announce } from '#lib/runs/announce.ts'
import { goOnWaiting } from '#lib/runs/go-on-waiting.ts'
import { type LoadedRun, loadRunForChange } from '#lib/runs/load-run.ts'
import { WAITS_FOR_APPROVAL } from '#lib/runs/progress.ts'
import { toMessageView } from '#lib/runs/views.ts'
import { findTools } from '#lib/toolbox/sources.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import { covers } from '#lib/tools/policy.ts'
import { hintApprovalsChanged } from './hint.ts'
import type { ApprovalScope, ApprovalView } from './schema.ts'
import { findApproval, selectWaiting, setAnswer } from './store.ts'

export interface LoadedApproval {
  approval: ApprovalView
  loaded: LoadedRun
  /** Absent where its source has it no more. */
  tool: ToolDefinition | undefined
}

/**
 * A question that is about to be answered. The run is held first, then read: of two people who click at the same moment the
 * second one finds the answer of the first.
 * @throws AppError `not_found`
 */
export async function loadForAnswer(tx: Tx, scope: WorkspaceScope, approvalId: string): Promise<LoadedApproval> {
  const seen = await findApproval(tx, approvalId)
  if (!seen) throw notFound('The approval')
  const loaded = await loadRunForChange(tx, seen.runId)
  const approval = await findApproval(tx, approvalId)
  if (!approval) throw notFound('The approval')
  const { tenantId, workspaceId } = scope
  const tools = await findTools(tx, { tenantId, workspaceId, agentId: approval.agentId })
  return { approval, loaded, tool: tools.get(approval.tool) }
}

/** @throws AppError `conflict` that names who answered before */
export function assertOpen({ approval, loaded }: LoadedApproval): void {
  const { status, answeredBy, expiresAt } = approval
  if (answeredBy) {
    const who = answeredBy.name || 'Somebody'
    if (status === 'approved') throw new AppError('conflict', `${who} has approved this already.`)
    throw new AppError('conflict', `${who} has refused this already.`)
  }
  if (status === 'expired' || Date.parse(expiresAt) <= Date.now()) {
    throw new AppError('conflict', 'It is too late: nobody answered in time, and the agent was told so.')
  }
  if (loaded.run.status !== 'waiting' || loaded.run.error?.code !== WAITS_FOR_APPROVAL) {
    throw new AppError('conflict', 'The run does not wait for this any more.')
  }
}

/**
 * Writes the answer; where it speaks for more than this call, others of the same run that it covers are answered with it.
 * With the last answer the run is queued again.
 */
export async function writeAnswer(
  tx: Tx,
  scope: WorkspaceScope,
  { approval, tool }: LoadedApproval,
  answer: { status: 'approved' | 'refused'; scope: ApprovalScope | null; reason: string },
): Promise<{ answered: ApprovalView[]; goesOn: boolean }> {
  const waiting = await selectWaiting(tx, approval.runId)
  const { rule } = approval
  const others = waiting.filter(({ id }) => id !== approval.id)
  const covered =
    rule && tool && (answer.scope === 'run' || answer.scope === 'always')
      ? others.filter((other) => other.tool === tool.name && covers(tool, rule, other.args))
      : []
  const ids = [approval.id, ...covered.map(({ id }) => id)]
  await setAnswer(tx, scope, ids, answer)
  const goesOn = ids.length === waiting.length
  if (goesOn) await goOnWaiting(tx, approval.runId)
  const answered: ApprovalView[] = []
  for (const id of ids) {
    const view = await findApproval(tx, id)
    if (view) answered.push(view)
  }
  return { answered, goesOn }
}

/** The `afterCommit` of an answer. */
export async function announceAnswer(
  scope: WorkspaceScope,
  { loaded: { run, message } }: LoadedApproval,
  goesOn: boolean,
): Promise<void> {
  await hintApprovalsChanged(scope.workspaceId)
  if (!goesOn) return
  const { id: runId, attempt, steers_run_id: steersRunId } = run
  await announce({
    workspaceId: scope.workspaceId,
    threadId: run.thread_id,
    private: run.private_to !== null,
    events: [{ type: 'run.queued', runId, attempt, message: toMessageView(message), steersRunId }],
    wake: runId,
  })
}
