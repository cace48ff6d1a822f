'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'

interface ErrorPageProps {
  error: Error & { digest?: string }
  retry: () => void
}

export default function AppError({ error, retry }: ErrorPageProps) {
  const t = useTranslations('errors')
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <ErrorState
        title={t('serverTitle')}
        description={t('serverDescription')}
        reference={error.digest}
        action={
          <Button variant="primary" onClick={retry}>
            {t('tryAgain')}
          </Button>
        }
      />
    </main>
  )
}
