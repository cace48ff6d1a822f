'use client'

import { useTranslations } from 'next-intl'
import { ErrorPage, type ErrorPageProps } from '#components/shell/error-page.tsx'
import { PageHeader } from '#components/shell/page-header.tsx'

/** Within the frame, so that the way to other pages is in sight. */
export default function WorkspaceError(props: ErrorPageProps) {
  const t = useTranslations('errors')
  return (
    <>
      <PageHeader title={t('wrong')} />
      <ErrorPage {...props} />
    </>
  )
}
