import { useTranslations } from 'next-intl'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function AgentLoading() {
  const t = useTranslations('agents')
  return (
    <>
      <PageHeader title={t('agents')} />
      <PageBody width="narrow">
        <div role="status" aria-label={t('loadingAgent')} className="flex flex-col gap-6">
          <div className="flex items-center gap-4">
            <Skeleton className="size-11 rounded-xl" />
            <Skeleton className="h-8 flex-1" />
          </div>
          <Skeleton className="h-40" />
          <Skeleton className="h-24" />
          <Skeleton className="h-72" />
        </div>
      </PageBody>
    </>
  )
}
