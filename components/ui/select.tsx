'use client'

import { Check, ChevronDown } from 'lucide-react'
import { Select as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { cn } from './class-names.ts'
import { fieldStyle } from './input.tsx'

export interface SelectOption {
  value: string
  label: ReactNode
  /** A second, quieter line. */
  description?: string
}

interface SelectProps {
  id?: string
  name?: string
  value?: string
  defaultValue?: string
  onValueChange?: (value: string) => void
  options: readonly SelectOption[]
  placeholder?: string
  disabled?: boolean
  className?: string
  'aria-label'?: string
  'aria-describedby'?: string
  'aria-invalid'?: true
}

export function Select({ options, placeholder, className, name, ...props }: SelectProps) {
  const { id, 'aria-label': label, 'aria-describedby': describedBy, 'aria-invalid': invalid, ...root } = props
  return (
    <Radix.Root name={name} {...root}>
      <Radix.Trigger
        id={id}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        className={cn(
          fieldStyle,
          'flex h-8 items-center justify-between gap-2 text-left data-[placeholder]:text-muted-foreground',
          className,
        )}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <ChevronDown aria-hidden className="size-4 shrink-0 text-muted-foreground" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) animate-enter overflow-hidden rounded-lg bg-raised shadow-overlay"
        >
          <Radix.Viewport className="p-1">
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="flex cursor-default select-none items-center gap-2 rounded-md py-1.5 pr-8 pl-2 outline-none data-[highlighted]:bg-hover"
              >
                <div className="min-w-0">
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.description && <p className="text-muted-foreground text-sm">{option.description}</p>}
                </div>
                <Radix.ItemIndicator className="absolute right-2">
                  <Check aria-hidden className="size-4" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
