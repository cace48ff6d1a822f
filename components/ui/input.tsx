import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

/** The look that all fields of text share. */
export const fieldStyle =
  'w-full min-w-0 rounded-md border border-control bg-raised px-2.5 text-base text-foreground transition-colors placeholder:text-muted-foreground focus-visible:border-ring focus-visible:outline-1 focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:opacity-60 aria-invalid:border-danger aria-invalid:focus-visible:outline-danger max-sm:text-[1rem]'

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={cn(fieldStyle, 'h-8', className)} {...props} />
}
