import { cn } from './class-names.ts'

const sizes = {
  xs: 'size-5 rounded-[5px] text-[0.625rem]',
  sm: 'size-6 rounded-md text-[0.6875rem]',
  md: 'size-8 rounded-lg text-sm',
  lg: 'size-11 rounded-xl text-lg',
}

interface AvatarProps {
  name: string
  /** An agent's colour; people have none. */
  color?: string
  /** Instead of the initials: an emoji, or the path of a picture. */
  face?: string
  size?: keyof typeof sizes
  className?: string
}

/** Initials, in the agent's colour. It stands beside the name, so that it says nothing to a screen reader. */
export function Avatar({ name, color, face, size = 'md', className }: AvatarProps) {
  return (
    <span
      aria-hidden
      data-agent-color={color}
      className={cn(
        'inline-flex shrink-0 select-none items-center justify-center font-semibold',
        color ? 'bg-agent-soft text-agent-ink' : 'rounded-full bg-muted text-muted-foreground',
        sizes[size],
        !color && 'rounded-full',
        className,
      )}
    >
      {face?.startsWith('/') ? (
        // biome-ignore lint/performance/noImgElement: behind the session's cookie, which no optimiser has
        <img src={face} alt="" className="size-full rounded-[inherit] object-cover" />
      ) : (
        (face ?? initials(name))
      )}
    </span>
  )
}

/** "Ada Lovelace" -> "AL", "coder" -> "C". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const first = [...(words[0] ?? '')][0] ?? '?'
  const last = words.length > 1 ? ([...(words.at(-1) ?? '')][0] ?? '') : ''
  return (first + last).toUpperCase()
}
