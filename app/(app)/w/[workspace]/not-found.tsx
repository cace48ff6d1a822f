import { Compass } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'

export default function NotFoundInWorkspace() {
  const t = useTranslations('errors')
  return (
    <>
      <PageHeader title={t('notFound')} />
      <EmptyState
        icon={Compass}
        title={t('nothingHere')}
        description={t('nothingHereDescription')}
        action={
          <Button asChild variant="primary">
            <Link href="/">{t('toWorkspace')}</Link>
          </Button>
        }
      />
    </>
  )
}
