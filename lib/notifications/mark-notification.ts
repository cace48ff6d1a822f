import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { announceOwn } from './hint.ts'
import { notificationView } from './schema.ts'
import { findNotification, setRead } from './store.ts'

/** Marks one of one's own notifications as read, or as new again. */
export const markNotification = defineUseCase({
  id: 'notifications.mark',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'PATCH', path: '/tenants/{tenantId}/notifications/{notificationId}' },
  input: { notificationId: idSchema, read: z.boolean() },
  output: notificationView,
  async load({ tx }, { notificationId }) {
    const found = await findNotification(tx, notificationId)
    if (!found) throw notFound('The notification')
    return found
  },
  async execute({ tx }, { notificationId, read }, before) {
    if (before.read !== read) await setRead(tx, notificationId, read)
    return { ...before, read }
  },
  audit: ({ id, read }, _, before) =>
    before.read === read
      ? null
      : { action: read ? 'notification.read' : 'notification.unread', targetKind: 'notification', targetId: id },
  afterCommit: announceOwn,
})
