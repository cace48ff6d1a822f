import { cva, type VariantProps } from 'class-variance-authority'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './class-names.ts'

const noticeStyle = cva('flex items-start gap-2 rounded-lg border px-3 py-2 text-sm [&_a]:underline', {
  variants: {
    tone: {
      neutral: 'bg-muted text-foreground',
      warning: 'border-warning-border bg-warning-soft text-warning',
      danger: 'border-danger-border bg-danger-soft text-danger',
      success: 'border-transparent bg-success-soft text-success',
    },
  },
  defaultVariants: { tone: 'neutral' },
})

interface NoticeProps extends VariantProps<typeof noticeStyle> {
  icon?: LucideIcon
  /** `alert` where it answers what the person just did. */
  role?: 'alert' | 'status'
  className?: string
  children: ReactNode
}

/** A few plain words in a box, where they matter. */
export function Notice({ icon: Icon, tone, role, className, children }: NoticeProps) {
  return (
    <div role={role} className={cn(noticeStyle({ tone }), className)}>
      {Icon && <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />}
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  )
}
