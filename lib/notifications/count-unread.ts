import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { countUnread } from './store.ts'

/** How many of one's own notifications are new. */
export const countUnreadNotifications = defineUseCase({
  id: 'notifications.count-unread',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/notifications/unread-count' },
  input: {},
  output: z.object({ unread: z.number().int() }),
  execute: async ({ tx }) => ({ unread: await countUnread(tx) }),
})
