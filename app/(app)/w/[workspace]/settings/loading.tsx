import { Skeleton } from '#components/ui/skeleton.tsx'

export default function SettingsLoading() {
  return (
    <div role="status" aria-label="Loading settings" className="flex flex-col gap-4">
      <Skeleton className="h-5 w-40" />
      <Skeleton className="h-4 w-80 max-w-full" />
      <Skeleton className="h-40" />
    </div>
  )
}
