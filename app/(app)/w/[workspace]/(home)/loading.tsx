import { useTranslations } from 'next-intl'
import { PageHeader } from '#components/shell/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function WorkspaceLoading() {
  const t = useTranslations('home')
  return (
    <>
      <PageHeader title={t('home')} />
      <div
        role="status"
        aria-label={t('loading')}
        className="flex flex-1 flex-col items-center px-4 pt-[8vh] max-md:pt-6"
      >
        <div className="flex w-full max-w-2xl flex-col gap-5">
          <div className="flex items-center gap-3">
            <Skeleton className="size-11 rounded-xl" />
            <Skeleton className="h-6 w-64" />
          </div>
          <Skeleton className="h-32 rounded-xl" />
        </div>
      </div>
    </>
  )
}
