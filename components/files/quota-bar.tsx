'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { cn } from '#components/ui/class-names.ts'
import { filesApi } from './files-api.ts'
import { useBytes } from './use-bytes.ts'

/** Measuring walks over the whole volume: while agents write it is done now and then. */
const MEASURE_EVERY_MS = 5000
const NEARLY_FULL = 0.9

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
  const share = quotaBytes > 0 ? Math.min(1, usedBytes / quotaBytes) : 0
  const words = t('usedOf', { used: bytes(usedBytes), quota: bytes(quotaBytes) })
  return (
    <div className="flex items-center gap-2 text-muted-foreground text-xs tabular-nums">
      <meter
        value={share}
        min={0}
        max={1}
        high={NEARLY_FULL}
        aria-label={words}
        className={cn('h-1.5 w-24 max-sm:hidden', share > NEARLY_FULL && 'text-danger')}
      />
      <span className={share > NEARLY_FULL ? 'text-danger' : undefined}>{words}</span>
    </div>
  )
}
