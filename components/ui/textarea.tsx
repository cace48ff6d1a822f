import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'
import { fieldStyle } from './input.tsx'

/** Grows with what is written in it. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea className={cn(fieldStyle, 'field-sizing-content min-h-16 resize-none py-1.5', className)} {...props} />
  )
}
