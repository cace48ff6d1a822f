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
  /** It is all there is on the page: its title is the page's. */
  isPage?: boolean
  className?: string
}

export function ErrorState({ title, description, reference, action, isPage, className }: ErrorStateProps) {
  const Heading = isPage ? 'h1' : 'h2'
  const t = useTranslations('ui')
  return (
    <div role="alert" className={cn('flex flex-col items-center gap-3 px-6 py-14 text-center', className)}>
      <span className="flex size-10 items-center justify-center rounded-xl bg-danger-soft text-danger">
        <TriangleAlert aria-hidden className="size-5" />
      </span>
      <div className="flex max-w-md flex-col gap-1">
        <Heading className="font-semibold">{title}</Heading>
        <p className="text-muted-foreground">{description}</p>
        {reference && <p className="font-mono text-muted-foreground text-xs">{t('reference', { reference })}</p>}
      </div>
      {action}
    </div>
  )
}
