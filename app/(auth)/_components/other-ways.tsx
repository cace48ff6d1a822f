import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** What stands beside a form with a password. */
export function OtherWays({ children }: { children: ReactNode }) {
  const t = useTranslations('auth')
  return (
    <div className="flex flex-col gap-2.5">
      <div className="flex items-center gap-3 text-muted-foreground text-sm before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        {t('or')}
      </div>
      {children}
    </div>
  )
}
