import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './class-names.ts'

interface EmptyStateProps {
  icon: LucideIcon
  title: string
  /** What will be here, and how it comes about. */
  description: ReactNode
  /** The next step. */
  action?: ReactNode
  /** It is all there is on the page: its title is the page's. */
  isPage?: boolean
  className?: string
}

export function EmptyState({ icon: Icon, title, description, action, isPage, className }: EmptyStateProps) {
  const Heading = isPage ? 'h1' : 'h2'
  return (
    <div className={cn('flex flex-col items-center gap-3 px-6 py-14 text-center', className)}>
      <span className="flex size-10 items-center justify-center rounded-xl border bg-raised text-muted-foreground shadow-raised">
        <Icon aria-hidden className="size-5" />
      </span>
      <div className="flex max-w-sm flex-col gap-1">
        <Heading className="font-semibold">{title}</Heading>
        <p className="text-muted-foreground">{description}</p>
      </div>
      {action}
    </div>
  )
}
