import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

interface FoldProps {
  title: ReactNode
  /** Quieter, cut where there is no room. */
  aside?: ReactNode
  isOpen?: boolean
  onToggle?: (isOpen: boolean) => void
  children: ReactNode
}

/** Something to open. */
export function Fold({ title, aside, isOpen = false, onToggle, children }: FoldProps) {
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => onToggle?.(currentTarget.open)}
      className="group/fold min-w-0 rounded-lg border bg-raised"
    >
      <summary className="flex cursor-pointer list-none items-center gap-2 px-3 py-1.5 hover:bg-hover max-md:min-h-10 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-3.5 shrink-0 text-muted-foreground transition-transform [[open]>summary>&]:rotate-90"
        />
        <span className="shrink-0">{title}</span>
        {aside && <span className="min-w-0 truncate text-muted-foreground text-sm">{aside}</span>}
      </summary>
      <div className="flex flex-col gap-2 border-t p-2">{children}</div>
    </details>
  )
}
