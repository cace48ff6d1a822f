import { useTranslations } from 'next-intl'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function ThreadLoading() {
  const t = useTranslations('threads')
  return (
    <>
      <PageHeader title={<Skeleton className="h-4 w-48" />} />
      <div role="status" aria-label={t('loadingThread')} className="mx-auto w-full max-w-3xl flex-1 px-4 py-6">
        <Skeleton className="mb-8 ml-auto h-10 w-2/5 rounded-2xl" />
        <div className="flex gap-3">
          <Skeleton className="size-6 shrink-0" />
          <div className="flex flex-1 flex-col gap-2">
            {['w-full', 'w-11/12', 'w-4/5', 'w-2/5'].map((width) => (
              <Skeleton key={width} className={`h-4 ${width}`} />
            ))}
          </div>
        </div>
      </div>
    </>
  )
}
