import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { cn } from './class-names.ts'

interface ErrorStateProps {
  title: string
  /** What happened, in the person's words. */
  description: ReactNode
  /** What to quote to whoever runs the installation. */
  reference?: string
  /** The next step. */
  action?: ReactNode
  className?: string
}

export function ErrorState({ title, description, reference, action, className }: ErrorStateProps) {
  const t = useTranslations('ui')
  return (
    <div role="alert" className={cn('flex flex-col items-center gap-3 px-6 py-14 text-center', className)}>
      <span className="flex size-10 items-center justify-center rounded-xl bg-danger-soft text-danger">
        <TriangleAlert aria-hidden className="size-5" />
      </span>
      <div className="flex max-w-md flex-col gap-1">
        <h2 className="font-semibold">{title}</h2>
        <p className="text-muted-foreground">{description}</p>
        {reference && <p className="font-mono text-muted-foreground text-xs">{t('reference', { reference })}</p>}
      </div>
      {action}
    </div>
  )
}
