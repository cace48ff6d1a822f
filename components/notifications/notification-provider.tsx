'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { createContext, type ReactNode, use } from 'react'
import { toast } from '#components/ui/toast.tsx'
import type { NotificationView } from '#lib/notifications/schema.ts'
import { useNotificationWords } from './notification-words.ts'
import { type Notifications, useNotifications } from './use-notifications.ts'

export interface NotificationPlace {
  tenantId: string
  userId: string
  /** A notification may be of another workspace of the organisation. */
  threadPath: (workspaceId: string, threadId: string) => string
  /** Null: the organisation’s, seen from here. */
  budgetsPath: (workspaceId: string | null) => string
}

type Shared = Notifications & Pick<NotificationPlace, 'tenantId'> & { pathOf: (item: NotificationView) => string }

const Context = createContext<Shared | null>(null)

/** A person's notifications, for all bells of the page; new ones are announced, wherever the bells are. */
export function NotificationProvider({
  tenantId,
  userId,
  threadPath,
  budgetsPath,
  children,
}: NotificationPlace & { children: ReactNode }) {
  const t = useTranslations('notifications')
  const router = useRouter()
  const wordsOf = useNotificationWords()
  const pathOf = ({ workspaceId, threadId }: NotificationView) =>
    workspaceId && threadId ? threadPath(workspaceId, threadId) : budgetsPath(workspaceId)
  const notifications = useNotifications({ tenantId, userId }, (item, how) => {
    const words = wordsOf(item)
    const title = item.threadId ? item.threadTitle || t('untitled') : ''
    if (how === 'page') {
      const open = { label: t('open'), onClick: () => router.push(pathOf(item)) }
      toast(words, { id: item.id, description: title, action: open })
      return
    }
    if (!('Notification' in window) || Notification.permission !== 'granted') return
    // All tabs of the browser say it: the tag makes it one.
    const shown = new Notification(words, { body: title, tag: item.id })
    shown.onclick = () => {
      window.focus()
      router.push(pathOf(item))
      shown.close()
    }
  })
  return <Context value={{ ...notifications, tenantId, pathOf }}>{children}</Context>
}

/** The person's notifications, inside of the provider. */
export function useOwnNotifications(): Shared {
  const shared = use(Context)
  if (!shared) throw new Error('useOwnNotifications() outside <NotificationProvider>')
  return shared
}
