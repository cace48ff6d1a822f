import { type ReactNode, useId } from 'react'
import { cn } from './class-names.ts'

interface SectionProps {
  id?: string
  title: string
  description?: ReactNode
  /** Beside the title. */
  action?: ReactNode
  className?: string
  children: ReactNode
}

/** A named part of a page. */
export function Section({ id, title, description, action, className, children }: SectionProps) {
  const headingId = useId()
  return (
    <section id={id} aria-labelledby={headingId} className={cn('flex flex-col gap-4', className)}>
      <div className="flex items-end justify-between gap-4 max-sm:flex-col max-sm:items-start max-sm:gap-3">
        <div className="flex flex-col gap-0.5">
          <h2 id={headingId} className="font-semibold text-lg">
            {title}
          </h2>
          {description && <p className="text-muted-foreground">{description}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  )
}
