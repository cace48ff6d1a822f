import type { WorkspaceScope } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { announce } from '#lib/runs/announce.ts'
import { toolResult } from '#lib/stream/events.ts'
import { hintTeamChanged } from './hint.ts'
import { findAnsweredCall } from './store.ts'

/** After the end of a run that a message has begun: readers of who asked see the answer, and a worker goes on with it. */
export async function tellAsker(scope: WorkspaceScope, runId: string): Promise<void> {
  const call = await withScope(scope, (tx) => findAnsweredCall(tx, runId))
  if (call) {
    const { askerRunId, attempt, step, toolCallId, status } = call
    const result = toolResult.parse(call.result)
    await announce({
      workspaceId: call.workspaceId,
      threadId: call.threadId,
      private: call.isPrivate,
      events: [{ type: 'tool.finished', runId: askerRunId, attempt, step, toolCallId, status, result }],
      wake: askerRunId,
    })
  }
  await hintTeamChanged(scope.workspaceId)
}
