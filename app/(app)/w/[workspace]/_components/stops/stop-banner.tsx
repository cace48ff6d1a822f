'use client'

import { OctagonX } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useEffect } from 'react'
import { followHints } from '#components/stream/follow-hints.ts'
import type { StopView } from '#lib/stops/schema.ts'
import { workspaceEvent } from '#lib/stream/events.ts'
import { StopButton } from './stop-button.tsx'

interface StopBannerProps {
  workspaceId: string
  tenantId: string
  stops: readonly StopView[]
  mayChange: boolean
}

/** Says on every page that the workspace or its organisation stands still, with the way to let it go on. */
export function StopBanner({ workspaceId, tenantId, stops, mayChange }: StopBannerProps) {
  const t = useTranslations('stop')
  const router = useRouter()
  useEffect(
    () =>
      followHints(`workspace:${workspaceId}`, {
        onEvents: (events) => {
          if (events.some((event) => workspaceEvent.safeParse(event).data?.type === 'stops.changed')) router.refresh()
        },
        onStale: () => undefined,
      }),
    [workspaceId, router],
  )
  const shown = stops.flatMap((stop) => (stop.level === 'agent' ? [] : [{ ...stop, level: stop.level }]))
  if (shown.length === 0) return null
  return (
    <section aria-label={t('about')}>
      {shown.map(({ level, stoppedBy }) => (
        <div
          key={level}
          role="status"
          className="flex shrink-0 flex-wrap items-center justify-center gap-x-3 gap-y-1 border-danger-border border-b bg-danger-soft px-4 py-1.5 text-center text-danger text-sm"
        >
          <OctagonX aria-hidden className="size-4 shrink-0" />
          <p>{t(`banner.${level}`, { name: stoppedBy })}</p>
          {mayChange && (
            <StopButton place={level === 'tenant' ? { level, tenantId } : { level, workspaceId }} isStopped />
          )}
        </div>
      ))}
    </section>
  )
}
