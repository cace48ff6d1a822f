import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { hintNotificationsChanged } from './hint.ts'
import { markUnreadRead } from './store.ts'

/** Marks all of one's own notifications as read, or those of one thread: what its open page does by itself. */
export const markAllNotificationsRead = defineUseCase({
  id: 'notifications.mark-all-read',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'POST', path: '/tenants/{tenantId}/notifications/read' },
  input: { threadId: idSchema.optional() },
  output: z.object({ marked: z.number().int() }),
  execute: async ({ tx }, { threadId }) => ({ marked: await markUnreadRead(tx, threadId) }),
  audit: ({ marked }, { threadId }) =>
    marked === 0
      ? null
      : { action: 'notifications.read', targetKind: 'notification', targetId: threadId ?? 'all', details: { marked } },
  async afterCommit({ principalId }, { marked }) {
    if (marked > 0) await hintNotificationsChanged(principalId)
    return undefined
  },
})
