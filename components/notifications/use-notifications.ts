'use client'

import { usePathname } from 'next/navigation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { followHints } from '#components/stream/follow-hints.ts'
import { useReload } from '#components/stream/use-reload.ts'
import type { NotificationView } from '#lib/notifications/schema.ts'
import { isAnyTabInSight, isLookedAt, useLooking } from './looking.ts'
import { notificationApi } from './notification-api.ts'

export interface Notifications {
  unread: number
  /** Null until they were loaded. */
  items: readonly NotificationView[] | null
  markRead: (notification: NotificationView) => void
  markAllRead: () => void
}

/**
 * What a person is told of, live over their own topic. The thread on this page is read as soon as it is told of; a new
 * one elsewhere is announced, in the page where a tab is in sight, else by the browser.
 */
export function useNotifications(
  { tenantId, userId }: { tenantId: string; userId: string },
  announce: (notification: NotificationView, how: 'page' | 'browser') => void,
): Notifications {
  const [state, setState] = useState<{ unread: number; items: readonly NotificationView[] | null }>({
    unread: 0,
    items: null,
  })
  const threadId = /\/threads\/([0-9a-f-]{36})$/.exec(usePathname())?.[1] ?? null
  const inSight = useLooking(threadId)
  const looking = useRef<string | null>(null)
  looking.current = inSight ? threadId : null
  const latest = useRef(announce)
  latest.current = announce
  /** When the last one that this tab knows was made: what is later is news. */
  const known = useRef<string | null>(null)

  const load = useCallback(async () => {
    const [{ items }, unread] = await Promise.all([notificationApi.list(tenantId), notificationApi.count(tenantId)])
    const since = known.current
    known.current = items[0]?.createdAt ?? since ?? ''
    const here = looking.current
    if (here && items.some((item) => !item.read && item.threadId === here)) {
      // Its change is told to this tab as well, which then loads again.
      await notificationApi.markAllRead(tenantId, here)
      setState({ unread, items })
      return
    }
    setState({ unread, items })
    if (since === null) return
    for (const item of items) {
      if (item.read || item.createdAt <= since || (item.threadId && (await isLookedAt(item.threadId)))) continue
      if (document.visibilityState === 'visible') latest.current(item, 'page')
      else if (!(await isAnyTabInSight())) latest.current(item, 'browser')
    }
  }, [tenantId])
  const reload = useReload(load)

  useEffect(() => {
    const end = followHints(`user:${userId}`, { onEvents: reload, onStale: reload })
    reload()
    return end
  }, [userId, reload])
  // Whoever comes to a thread has read what there is to say of it.
  const seen = useRef(looking.current)
  useEffect(() => {
    const here = inSight ? threadId : null
    if (here && seen.current !== here) reload()
    seen.current = here
  }, [inSight, threadId, reload])

  const markRead = useCallback(
    (notification: NotificationView) => {
      if (notification.read) return
      setState(({ unread, items }) => ({
        unread: Math.max(0, unread - 1),
        items: items?.map((item) => (item.id === notification.id ? { ...item, read: true } : item)) ?? null,
      }))
      notificationApi.markRead(tenantId, notification.id).catch(reload)
    },
    [tenantId, reload],
  )
  const markAllRead = useCallback(() => {
    setState(({ items }) => ({ unread: 0, items: items?.map((item) => ({ ...item, read: true })) ?? null }))
    notificationApi.markAllRead(tenantId).catch(reload)
  }, [tenantId, reload])
  return { ...state, markRead, markAllRead }
}
