'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { Meter } from '#components/ui/meter.tsx'
import { filesApi } from './files-api.ts'
import { useBytes } from './use-bytes.ts'

/** Measuring walks over the whole volume: while agents write it is done now and then. */
const MEASURE_EVERY_MS = 5000

/** How much of its quota the workspace takes. */
export function QuotaBar({ workspaceId, version }: { workspaceId: string; version: number }) {
  const t = useTranslations('files')
  const bytes = useBytes()
  const [usage, setUsage] = useState<{ usedBytes: number; quotaBytes: number } | null>(null)
  const lastAt = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version means that sizes may have changed
  useEffect(() => {
    const measure = () => {
      lastAt.current = Date.now()
      // The figure of before stays: what is wrong is said where the files are.
      filesApi(workspaceId)
        .usage()
        .then(setUsage, () => undefined)
    }
    const timer = setTimeout(measure, Math.max(0, lastAt.current + MEASURE_EVERY_MS - Date.now()))
    return () => clearTimeout(timer)
  }, [workspaceId, version])
  if (!usage) return null
  const { usedBytes, quotaBytes } = usage
  const words = t('usedOf', { used: bytes(usedBytes), quota: bytes(quotaBytes) })
  return (
    <div className="flex items-center gap-2 text-muted-foreground text-xs tabular-nums">
      <Meter label={t('usage')} words={words} value={usedBytes} max={quotaBytes} className="w-24 max-sm:hidden" />
      {words}
    </div>
  )
}
