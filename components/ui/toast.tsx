'use client'

import { useTranslations } from 'next-intl'
import { useTheme } from 'next-themes'
import { Toaster as Sonner, toast } from 'sonner'

export { toast }

/** Where toasts appear; once, in the root layout. */
export function Toaster() {
  const t = useTranslations('ui')
  const { theme } = useTheme()
  return (
    <Sonner
      theme={theme as 'light' | 'dark' | 'system'}
      containerAriaLabel={t('notifications')}
      position="bottom-right"
      // Above a page's own last line: where one writes, or saves.
      offset={{ bottom: '6.5rem' }}
      mobileOffset={{ bottom: '7rem' }}
      toastOptions={{
        classNames: {
          toast: '!bg-raised !text-foreground !border-border !shadow-overlay !text-base !font-sans',
          description: '!text-muted-foreground',
          actionButton: '!bg-primary !text-primary-foreground',
        },
      }}
    />
  )
}
