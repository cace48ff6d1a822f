'use client'

import { DropdownMenu as Radix } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './class-names.ts'
import { Kbd } from './kbd.tsx'

export const DropdownMenu = Radix.Root
export const DropdownMenuTrigger = Radix.Trigger

export function DropdownMenuContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={4}
        collisionPadding={8}
        className={cn(
          'z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-48 animate-enter overflow-y-auto rounded-lg bg-raised p-1 shadow-overlay',
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  )
}

interface DropdownMenuItemProps extends ComponentProps<typeof Radix.Item> {
  /** Red: takes something away. */
  danger?: boolean
  shortcut?: string
}

export function DropdownMenuItem({ className, danger, shortcut, asChild, children, ...props }: DropdownMenuItemProps) {
  return (
    <Radix.Item
      asChild={asChild}
      className={cn(
        'flex cursor-default select-none items-center gap-2 rounded-md px-2 py-1.5 outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground',
        danger && 'text-danger data-[highlighted]:bg-danger-soft [&_svg]:text-danger',
        className,
      )}
      {...props}
    >
      {asChild ? (
        children
      ) : (
        <>
          {children}
          {shortcut && (
            <span className="ml-auto pl-4">
              <Kbd>{shortcut}</Kbd>
            </span>
          )}
        </>
      )}
    </Radix.Item>
  )
}

export function DropdownMenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 py-1 text-muted-foreground text-xs">{children}</Radix.Label>
}

export function DropdownMenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-border" />
}
