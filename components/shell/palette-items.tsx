'use client'

import { Command } from 'cmdk'
import type { ReactNode } from 'react'
import { Kbd } from '#components/ui/kbd.tsx'

interface PaletteGroupProps {
  heading: string
  /** The server has found what is in it: shown whatever the letters are. */
  found?: boolean
  children: ReactNode
}

export function PaletteGroup({ heading, found, children }: PaletteGroupProps) {
  return (
    <Command.Group
      heading={heading}
      forceMount={found}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs"
    >
      {children}
    </Command.Group>
  )
}

interface PaletteItemProps {
  /** Told apart by it where two have the same words. */
  value: string
  icon: ReactNode
  /** Other words by which one may look for it. */
  keywords?: string[]
  keys?: string[]
  /** Quieter, behind the name. */
  aside?: string
  onSelect: () => void
  children: string
}

export function PaletteItem({ value, icon, keywords, keys, aside, onSelect, children }: PaletteItemProps) {
  return (
    <Command.Item
      value={value}
      keywords={[children, ...(keywords ?? [])]}
      onSelect={onSelect}
      className="flex cursor-default select-none items-center gap-2.5 rounded-md px-2.5 py-2 data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground"
    >
      {icon}
      <span className="truncate">{children}</span>
      {aside && <span className="min-w-0 flex-1 truncate text-muted-foreground text-sm">{aside}</span>}
      {keys && (
        <span className="ml-auto flex gap-1">
          {keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
        </span>
      )}
    </Command.Item>
  )
}
