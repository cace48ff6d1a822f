import { Skeleton } from '#components/ui/skeleton.tsx'

/** The shape of the list of packages. */
export default function MarketplaceLoading() {
  return (
    <div className="flex flex-col gap-3 p-4">
      <Skeleton className="h-6 w-40" />
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((place) => (
          <Skeleton key={place} className="h-28" />
        ))}
      </div>
    </div>
  )
}
