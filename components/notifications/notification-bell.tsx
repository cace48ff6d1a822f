'use client'

import { Bell, CheckCheck, CircleAlert, CircleCheck, Hand, Wallet } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useNow, useTranslations } from 'next-intl'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { cn } from '#components/ui/class-names.ts'
import type { NotificationView } from '#lib/notifications/schema.ts'
import { useOwnNotifications } from './notification-provider.tsx'
import { NotificationSettingsForm } from './notification-settings-form.tsx'
import { useNotificationWords } from './notification-words.ts'

const icons = { finished: CircleCheck, failed: CircleAlert, waiting: Hand, budget: Wallet }

/** How many things there are to know, and what they are. */
export function NotificationBell({ onNavigate }: { onNavigate?: () => void }) {
  const t = useTranslations('notifications')
  const [open, setOpen] = useState(false)
  const { tenantId, unread, items, pathOf, markRead, markAllRead } = useOwnNotifications()
  const wordsOf = useNotificationWords()
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          className="max-md:size-10"
          aria-label={unread > 0 ? t('bellUnread', { count: unread }) : t('bell')}
        >
          <span className="relative">
            <Bell aria-hidden />
            {unread > 0 && (
              <span
                aria-hidden
                className="absolute -top-1.5 -right-1.5 flex h-3.5 min-w-3.5 items-center justify-center rounded-full bg-danger-solid px-0.5 font-medium text-[0.625rem] text-white tabular-nums leading-none"
              >
                {unread > 99 ? '99+' : unread}
              </span>
            )}
          </span>
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t('bell')}
          className="z-50 flex max-h-[min(32rem,var(--radix-popover-content-available-height))] w-[min(24rem,calc(100vw-1rem))] animate-enter flex-col rounded-xl bg-raised shadow-overlay outline-none"
        >
          <div className="flex h-11 shrink-0 items-center justify-between gap-2 border-b pr-2 pl-4">
            <h2 className="font-semibold">{t('bell')}</h2>
            <Button variant="ghost" size="sm" disabled={unread === 0} onClick={markAllRead}>
              <CheckCheck aria-hidden />
              {t('markAllRead')}
            </Button>
          </div>
          {items?.length ? (
            <ul className="min-h-0 flex-1 divide-y overflow-y-auto">
              {items.map((item) => (
                <Item
                  key={item.id}
                  item={item}
                  href={pathOf(item)}
                  words={wordsOf(item)}
                  onOpen={() => {
                    markRead(item)
                    setOpen(false)
                    onNavigate?.()
                  }}
                />
              ))}
            </ul>
          ) : (
            <p className="px-4 py-8 text-center text-muted-foreground">{t('nothing')}</p>
          )}
          <NotificationSettingsForm tenantId={tenantId} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

interface ItemProps {
  item: NotificationView
  href: string
  words: string
  onOpen: () => void
}

function Item({ item, href, words, onOpen }: ItemProps) {
  const t = useTranslations('notifications')
  const format = useFormatter()
  const now = useNow()
  const Icon = icons[item.kind]
  const at = new Date(Math.min(Date.parse(item.createdAt), now.getTime()))
  return (
    <li>
      <Link href={href} prefetch={false} onClick={onOpen} className="flex gap-3 px-4 py-2.5 hover:bg-hover">
        <Icon
          aria-hidden
          className={cn(
            'mt-0.5 size-4 shrink-0',
            { finished: 'text-success', failed: 'text-danger', waiting: 'text-warning', budget: 'text-warning' }[
              item.kind
            ],
          )}
        />
        <span className="min-w-0 flex-1">
          <span className={cn('block', !item.read && 'font-medium')}>{words}</span>
          {item.threadId && (
            <span className="block truncate text-muted-foreground text-sm">{item.threadTitle || t('untitled')}</span>
          )}
          {item.detail && <span className="line-clamp-2 text-muted-foreground text-sm">{item.detail}</span>}
          <time dateTime={item.createdAt} className="text-muted-foreground text-xs">
            {format.relativeTime(at, now)}
          </time>
        </span>
        {!item.read && <span role="img" aria-label={t('new')} className="mt-1.5 size-2 rounded-full bg-accent" />}
      </Link>
    </li>
  )
}
