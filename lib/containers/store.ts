import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { notFound } from '#lib/errors.ts'
import type { SandboxKey } from '#lib/sandbox/spec.ts'

/** @throws AppError `not_found` unless the agent is the workspace's, and the thread one of its that the scope may see */
export async function assertSandbox(tx: Tx, { agentId, threadId }: SandboxKey): Promise<void> {
  const agent = await tx.agent.findFirst({ where: { id: agentId, deletedAt: null }, select: { id: true } })
  if (!agent) throw notFound('The agent')
  if (threadId === undefined) return
  const thread = await tx.thread.findFirst({ where: { id: threadId, agentId }, select: { id: true } })
  if (!thread) throw notFound('The thread')
}

/** The same, before the worker is asked. */
export function assertSandboxInScope(scope: WorkspaceScope, key: SandboxKey): Promise<void> {
  return withScope(scope, (tx) => assertSandbox(tx, key))
}

/** Titles of those of the agent's threads that the scope may see. */
export async function threadTitles(tx: Tx, agentId: string, threadIds: string[]): Promise<Map<string, string>> {
  const rows = await tx.thread.findMany({
    where: { id: { in: threadIds }, agentId },
    select: { id: true, title: true },
  })
  return new Map(rows.map(({ id, title }) => [id, title]))
}
