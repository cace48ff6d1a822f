import { cn } from './class-names.ts'

/** A dot in the agent's colour that breathes while work goes on. */
export function LiveDot({ label, className }: { label: string; className?: string }) {
  return (
    <span role="img" aria-label={label} className={cn('relative inline-flex size-2 shrink-0', className)}>
      <span className="absolute inset-0 animate-ping rounded-full bg-agent-solid opacity-60" />
      <span className="size-2 rounded-full bg-agent-solid" />
    </span>
  )
}
