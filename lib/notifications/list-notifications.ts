import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { notificationView } from './schema.ts'
import { selectNotifications } from './store.ts'

/** One's own, of the whole organisation, latest first. */
export const listNotifications = defineUseCase({
  id: 'notifications.list',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/notifications' },
  input: { unread: z.boolean().optional(), ...pageFields },
  output: pageOf(notificationView),
  execute: ({ tx }, { unread = false, cursor, limit }) =>
    selectNotifications(tx, { unread }, { after: decodePageCursor(timeKey, cursor), limit }),
})
