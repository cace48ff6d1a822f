import { Skeleton } from '#components/ui/skeleton.tsx'

/** The shape of the list of memories. */
export default function MemoryLoading() {
  return (
    <div className="flex flex-col gap-3 p-4">
      <Skeleton className="h-6 w-40" />
      {['w-full', 'w-11/12', 'w-10/12'].map((width) => (
        <Skeleton key={width} className={`h-14 ${width}`} />
      ))}
    </div>
  )
}
