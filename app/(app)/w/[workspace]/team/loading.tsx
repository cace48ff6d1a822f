import { Skeleton } from '#components/ui/skeleton.tsx'

/** The shape of what agents said. */
export default function TeamLoading() {
  return (
    <div className="flex flex-col gap-4 p-4">
      {['w-8/12', 'w-10/12', 'w-9/12', 'w-11/12'].map((width) => (
        <div key={width} className="flex gap-3">
          <Skeleton className="size-6 shrink-0" />
          <Skeleton className={`h-14 ${width}`} />
        </div>
      ))}
    </div>
  )
}
