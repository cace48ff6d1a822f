import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notificationSettings } from './schema.ts'
import { findSettings } from './store.ts'

/** What one wants to be told of. */
export const getNotificationSettings = defineUseCase({
  id: 'notifications.get-settings',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/notification-settings' },
  input: {},
  output: notificationSettings,
  execute: ({ tx }) => findSettings(tx),
})
