import { useTranslations } from 'next-intl'
import type { NotificationView } from '#lib/notifications/schema.ts'

/** What a notification says first. */
export function useNotificationWords(): (notification: NotificationView) => string {
  const t = useTranslations('notifications')
  return ({ kind, agentName: agent, budget }) => {
    if (kind !== 'budget') return t(kind, { agent })
    const { level, period, percent } = budget ?? { level: 'workspace', period: 'day', percent: 0 }
    return t(`budgetUsed.${level}.${period}`, { agent, percent })
  }
}
