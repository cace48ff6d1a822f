'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'

export interface ErrorPageProps {
  /** Nothing stands around it. */
  isPage?: boolean
  error: Error & { digest?: string }
  retry: () => void
}

/** A page that failed: what that means for what one made, the next step, and what to quote. */
export function ErrorPage({ error, retry, isPage }: ErrorPageProps) {
  const t = useTranslations('errors')
  return (
    <ErrorState
      isPage={isPage}
      title={t('pageTitle')}
      description={t('pageDescription')}
      reference={error.digest}
      action={
        <Button variant="primary" onClick={retry}>
          {t('tryAgain')}
        </Button>
      }
    />
  )
}
