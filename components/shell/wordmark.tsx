import { cn } from '#components/ui/class-names.ts'

/** The product's name and mark: a house with a crew in it. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={cn('inline-flex items-center gap-2 font-semibold text-lg tracking-tight', className)}>
      <svg viewBox="0 0 24 24" className="size-6" aria-hidden="true">
        <path
          d="M3 11.2 12 4l9 7.2V19a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 19Z"
          className="fill-none stroke-current"
          strokeWidth="2"
          strokeLinejoin="round"
        />
        {['blue', 'green', 'amber'].map((color, index) => (
          <circle
            key={color}
            data-agent-color={color}
            cx={8 + index * 4}
            cy="15"
            r="1.6"
            className="fill-agent-solid"
          />
        ))}
      </svg>
      Crewhouse
    </span>
  )
}
