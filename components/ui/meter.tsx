import { cn } from './class-names.ts'

const NEARLY_FULL = 0.9

interface MeterProps {
  label: string
  /** The same in words: "3 MB of 5 GB". */
  words: string
  value: number
  max: number
  className?: string
}

/** How much of something is used; red when it is nearly all. */
export function Meter({ label, words, value, max, className }: MeterProps) {
  const share = max > 0 ? Math.min(1, value / max) : 0
  return (
    <>
      <meter className="sr-only" aria-label={label} aria-valuetext={words} min={0} max={1} value={share} />
      <span aria-hidden className={cn('block h-1.5 overflow-hidden rounded-full bg-hover', className)}>
        <span
          className={cn('block h-full rounded-full', share > NEARLY_FULL ? 'bg-danger-solid' : 'bg-accent')}
          style={{ width: `${share * 100}%` }}
        />
      </span>
    </>
  )
}
