import { Skeleton } from '#components/ui/skeleton.tsx'

/** The shape of the page of files. */
export default function FilesLoading() {
  return (
    <div className="flex flex-col gap-3 p-4">
      <Skeleton className="h-6 w-40" />
      {['w-2/3', 'w-1/2', 'w-3/5', 'w-2/5'].map((width) => (
        <Skeleton key={width} className={`h-4 ${width}`} />
      ))}
    </div>
  )
}
