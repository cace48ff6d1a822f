import { cn } from './class-names.ts'

/** The shape of what is about to be there. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden data-skeleton className={cn('animate-pulse rounded-md bg-muted', className)} />
}
