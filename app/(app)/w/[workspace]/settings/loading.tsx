import { useTranslations } from 'next-intl'
import { Skeleton } from '#components/ui/skeleton.tsx'

export default function SettingsLoading() {
  const t = useTranslations('settings')
  return (
    <div role="status" aria-label={t('loadingSettings')} className="flex flex-col gap-4">
      <Skeleton className="h-5 w-40" />
      <Skeleton className="h-4 w-80 max-w-full" />
      <Skeleton className="h-40" />
    </div>
  )
}
