import { z } from 'zod'
import { type NotificationSettings, notificationSettings, notificationView } from '#lib/notifications/schema.ts'

const page = z.object({ items: z.array(notificationView), nextCursor: z.string().nullable() })

async function call<T extends z.ZodType>(path: string, output: T, method = 'GET', body?: unknown) {
  const headers = body === undefined ? undefined : { 'content-type': 'application/json' }
  const response = await fetch(`/api/v1/tenants/${path}`, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`The server answered ${response.status}.`)
  return output.parse(await response.json()) as z.output<T>
}

/** A person's own notifications, over the public API with the session's cookie. */
export const notificationApi = {
  list: (tenantId: string) => call(`${tenantId}/notifications?limit=20`, page),
  count: (tenantId: string) =>
    call(`${tenantId}/notifications/unread-count`, z.object({ unread: z.number() })).then(({ unread }) => unread),
  markRead: (tenantId: string, id: string) =>
    call(`${tenantId}/notifications/${id}`, notificationView, 'PATCH', { read: true }),
  /** All of them, or one thread's. */
  markAllRead: (tenantId: string, threadId?: string) =>
    call(`${tenantId}/notifications/read`, z.unknown(), 'POST', threadId ? { threadId } : {}),
  settings: (tenantId: string) => call(`${tenantId}/notification-settings`, notificationSettings),
  change: (tenantId: string, change: Partial<NotificationSettings>) =>
    call(`${tenantId}/notification-settings`, notificationSettings, 'PATCH', change),
}
