import type { WorkspaceScope } from '#lib/access/scope.ts'
import { appendAudit } from '#lib/audit/append-audit.ts'
import { env } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import type { RunClaim } from '#lib/runs/ownership.ts'
import { finishRun, type RunEnd, WAITS_FOR_APPROVAL } from '#lib/runs/progress.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import { hashCall } from '#lib/tools/hash-call.ts'
import type { DecidingRule } from '#lib/tools/schema.ts'
import { suggestRule } from '#lib/tools/suggest-rule.ts'
import { hintApprovalsChanged } from './hint.ts'
import { insertApprovals } from './store.ts'

export interface CallToAsk {
  toolCallId: string
  tool: ToolDefinition
  args: unknown
  asks: readonly DecidingRule[]
}

/**
 * Ends the attempt where a person has to answer first, and asks, in one transaction. From here on the run holds no worker:
 * the last answer, or the end of patience, sets it in motion again.
 */
export async function askApproval(scope: WorkspaceScope, run: RunClaim, calls: readonly CallToAsk[]): Promise<RunEnd> {
  const names = [...new Set(calls.map(({ tool }) => tool.name))].join(', ')
  const end: RunEnd = {
    status: 'waiting',
    error: { code: WAITS_FOR_APPROVAL, message: `Somebody has to allow what the agent wants to do: ${names}.` },
  }
  const asked = calls.map(({ toolCallId, tool, args, asks }) => ({
    id: newId(),
    toolCallId,
    tool: tool.name,
    risk: tool.risk,
    args,
    argsHash: hashCall(tool.name, args),
    asks,
    rule: suggestRule(tool, args),
  }))
  await finishRun(scope, run, end, null, async (tx) => {
    await insertApprovals(tx, run.runId, asked, env().CREWHOUSE_APPROVAL_SECONDS * 1000)
    for (const { toolCallId, tool } of asked) {
      await appendAudit(tx, scope, {
        action: 'approval.requested',
        targetKind: 'run',
        targetId: run.runId,
        details: { toolCallId, tool },
        idempotencyKey: `approval:${toolCallId}:requested`,
      })
    }
  })
  await hintApprovalsChanged(scope.workspaceId)
  return end
}
