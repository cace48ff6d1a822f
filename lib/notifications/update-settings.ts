import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { announceOwn } from './hint.ts'
import { notificationSettings } from './schema.ts'
import { findSettings, saveSettings } from './store.ts'

/** Says what one wants to be told of. */
export const updateNotificationSettings = defineUseCase({
  id: 'notifications.update-settings',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'PATCH', path: '/tenants/{tenantId}/notification-settings' },
  input: { finished: z.boolean().optional(), failed: z.boolean().optional(), waiting: z.boolean().optional() },
  output: notificationSettings,
  authorize({ scope }) {
    if (scope.principalKind === 'user' || scope.principalKind === 'operator') return
    throw new AppError('not_allowed', 'Notifications are a person’s: an API key gets none, and has nothing to set.')
  },
  async execute({ tx, scope }, change) {
    const before = await findSettings(tx)
    const after = {
      finished: change.finished ?? before.finished,
      failed: change.failed ?? before.failed,
      waiting: change.waiting ?? before.waiting,
    }
    await saveSettings(tx, scope, after)
    return after
  },
  audit: (settings) => ({
    action: 'notification-settings.updated',
    targetKind: 'notification-settings',
    targetId: 'own',
    details: settings,
  }),
  afterCommit: announceOwn,
})
