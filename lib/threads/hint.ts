import type { WorkspaceScope } from '#lib/access/scope.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { appendEvents } from '#lib/stream/append.ts'

/** Tells the workspace's lists to look again. A private thread's life is nobody else's business. */
export async function hintThreadChanged(thread: {
  workspaceId: string
  threadId: string
  private: boolean
}): Promise<void> {
  if (thread.private) return
  await appendEvents(`workspace:${thread.workspaceId}`, [{ type: 'thread.changed', threadId: thread.threadId }])
}

/** The `afterCommit` of whatever changes a thread. */
export async function announceThread(
  { workspaceId }: WorkspaceScope,
  thread: { id: string; private: boolean },
): Promise<undefined> {
  await bestEffort(
    'announcing a thread',
    hintThreadChanged({ workspaceId, threadId: thread.id, private: thread.private }),
  )
  return undefined
}
