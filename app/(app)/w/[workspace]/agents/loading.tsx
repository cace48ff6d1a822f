import { useTranslations } from 'next-intl'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function AgentsLoading() {
  const t = useTranslations('agents')
  return (
    <>
      <PageHeader title={t('agents')} />
      <PageBody>
        <div role="status" aria-label={t('loadingAgents')} className="flex flex-col divide-y rounded-xl border">
          {['first', 'second', 'third', 'fourth'].map((row) => (
            <div key={row} className="flex items-center gap-3 px-4 py-3">
              <Skeleton className="size-8 rounded-lg" />
              <div className="flex flex-1 flex-col gap-1.5">
                <Skeleton className="h-3.5 w-32" />
                <Skeleton className="h-3 w-64 max-w-full" />
              </div>
            </div>
          ))}
        </div>
      </PageBody>
    </>
  )
}
