import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** Names and values, side by side; what is null is not known. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  const t = useTranslations('trace')
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-2 rounded-lg border bg-raised p-3 sm:grid-cols-3">
      {facts.map(([name, value]) => (
        <div key={name} className="min-w-0">
          <dt className="text-muted-foreground text-sm">{name}</dt>
          <dd className="truncate tabular-nums">{value ?? t('unknown')}</dd>
        </div>
      ))}
    </dl>
  )
}
