'use client'

import { useTranslations } from 'next-intl'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'

interface ErrorPageProps {
  error: Error & { digest?: string }
  retry: () => void
}

export default function WorkspaceError({ error, retry }: ErrorPageProps) {
  const t = useTranslations('errors')
  return (
    <>
      <PageHeader title={t('wrong')} />
      <ErrorState
        title={t('pageTitle')}
        description={t('pageDescription')}
        reference={error.digest}
        action={
          <Button variant="primary" onClick={retry}>
            {t('tryAgain')}
          </Button>
        }
      />
    </>
  )
}
