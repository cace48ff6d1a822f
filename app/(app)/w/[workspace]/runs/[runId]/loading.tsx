import { useTranslations } from 'next-intl'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function RunLoading() {
  const t = useTranslations('trace')
  return (
    <>
      <PageHeader title={<Skeleton className="h-4 w-48" />} />
      <PageBody width="full">
        <div role="status" aria-label={t('loading')} className="flex flex-col gap-4">
          <Skeleton className="h-12" />
          <Skeleton className="h-8" />
          <Skeleton className="h-80" />
        </div>
      </PageBody>
    </>
  )
}
