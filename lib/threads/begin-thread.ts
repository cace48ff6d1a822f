import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { notFound } from '#lib/errors.ts'
import type { ThreadView } from './schema.ts'
import { insertThread } from './store.ts'

/**
 * A thread for a message that comes from outside of the app, in the message's own transaction.
 * @throws AppError `not_found` for an agent that does not answer here
 */
export async function beginThread(
  tx: Tx,
  scope: WorkspaceScope,
  { id, agentId, source }: { id: string; agentId: string; source: string },
): Promise<ThreadView> {
  const thread = await insertThread(tx, scope, { id, agentId, title: '', private: false, source })
  if (!thread) throw notFound('The agent')
  return thread
}
