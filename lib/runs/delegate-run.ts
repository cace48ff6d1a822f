import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import { newId } from '#lib/ids.ts'
import type { MessageRow, RunRow } from './rows.ts'
import { type Delegation, insertPost } from './store.ts'

export type { Delegation } from './store.ts'

/** A message in a thread that the caller holds, and the queued run that answers it, for somebody other than who writes to it. */
export async function delegateRun(
  tx: Tx,
  scope: WorkspaceScope,
  to: { threadId: string; agentId: string; privateTo: string | null; text: string },
  delegation: Delegation,
): Promise<{ message: MessageRow; run: RunRow }> {
  const ids = { messageId: newId(), runId: newId() }
  const place = { attachments: [], afterRunId: null, insteadOfId: null, steer: false }
  const stored = await insertPost(tx, scope, { ...to, text: toText(to.text), ...ids, ...place, delegation })
  if (!stored) throw new Error('a new id was taken')
  return stored
}
