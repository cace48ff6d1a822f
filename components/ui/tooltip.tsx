'use client'

import { Tooltip as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { Kbd } from './kbd.tsx'

export const TooltipProvider = Radix.Provider

interface TooltipProps {
  /** What the control does, in a few words. */
  label: string
  /** Its key, shown beside the words. */
  shortcut?: string
  side?: 'top' | 'right' | 'bottom' | 'left'
  children: ReactNode
}

/** Names an icon-only control on hover and focus. It does not replace the control's own `aria-label`. */
export function Tooltip({ label, shortcut, side = 'top', children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          className="z-50 flex max-w-72 animate-enter items-center gap-2 rounded-md bg-raised px-2 py-1 text-foreground text-xs shadow-overlay"
        >
          {label}
          {shortcut && <Kbd>{shortcut}</Kbd>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
