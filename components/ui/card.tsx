import type { ComponentProps } from 'react'
import { cn } from './class-names.ts'

export function Card({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('rounded-xl border bg-raised shadow-raised', className)} {...props} />
}
