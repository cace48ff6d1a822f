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
