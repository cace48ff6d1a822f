import type { Scope } from '#lib/access/scope.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { appendEvents } from '#lib/stream/append.ts'

/** Tells a person's open pages to look at their notifications again. */
export async function hintNotificationsChanged(userId: string): Promise<void> {
  await bestEffort('announcing a notification', appendEvents(`user:${userId}`, [{ type: 'notifications.changed' }]))
}

/** The `afterCommit` of whatever a person does with their notifications: their other tabs and devices follow. */
export async function announceOwn({ principalId }: Scope): Promise<undefined> {
  await hintNotificationsChanged(principalId)
  return undefined
}
