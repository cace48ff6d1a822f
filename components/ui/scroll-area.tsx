'use client'

import { ScrollArea as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './class-names.ts'

/** Scrolls with a slim bar that takes no room. */
export function ScrollArea({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <Radix.Root className={cn('relative overflow-hidden', className)} type="hover">
      {/* Radix lays the content out as a table, which lets long words widen it: a block cannot. */}
      <Radix.Viewport className="size-full [&>div]:!block">{children}</Radix.Viewport>
      <Radix.Scrollbar orientation="vertical" className="flex w-2 touch-none select-none p-px">
        <Radix.Thumb className="flex-1 rounded-full bg-control" />
      </Radix.Scrollbar>
    </Radix.Root>
  )
}
