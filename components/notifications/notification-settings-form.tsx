'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useId, useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Switch } from '#components/ui/switch.tsx'
import type { NotificationSettings } from '#lib/notifications/schema.ts'
import { notificationApi } from './notification-api.ts'

const kinds = ['finished', 'failed', 'waiting'] as const

/** What to be told of, and whether the browser may say it too. */
export function NotificationSettingsForm({ tenantId }: { tenantId: string }) {
  const t = useTranslations('notifications')
  const id = useId()
  const [settings, setSettings] = useState<NotificationSettings | null>(null)
  const [permission, setPermission] = useState<NotificationPermission | 'none'>('none')
  useEffect(() => {
    notificationApi.settings(tenantId).then(setSettings, () => undefined)
    if ('Notification' in window) setPermission(Notification.permission)
  }, [tenantId])
  const change = (kind: (typeof kinds)[number], wanted: boolean) => {
    setSettings((known) => known && { ...known, [kind]: wanted })
    const takeBack = () => setSettings((known) => known && { ...known, [kind]: !wanted })
    notificationApi.change(tenantId, { [kind]: wanted }).then(setSettings, takeBack)
  }
  return (
    <details className="shrink-0 border-t px-4 py-2 text-sm">
      <summary className="cursor-pointer text-muted-foreground hover:text-foreground">{t('settings')}</summary>
      <div className="flex flex-col gap-2 py-2">
        {kinds.map((kind) => (
          <div key={kind} className="flex items-center justify-between gap-4">
            <label htmlFor={`${id}-${kind}`}>{t(`settingsOf.${kind}`)}</label>
            <Switch
              id={`${id}-${kind}`}
              checked={settings?.[kind] ?? true}
              disabled={!settings}
              onCheckedChange={(wanted) => change(kind, wanted)}
            />
          </div>
        ))}
        {permission === 'default' && (
          <Button
            size="sm"
            className="self-start"
            onClick={() => void Notification.requestPermission().then(setPermission)}
          >
            {t('allowBrowser')}
          </Button>
        )}
        {permission === 'granted' && <p className="text-muted-foreground">{t('browserAllowed')}</p>}
        {permission === 'denied' && <p className="text-muted-foreground">{t('browserDenied')}</p>}
      </div>
    </details>
  )
}
