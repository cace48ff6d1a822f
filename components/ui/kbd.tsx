'use client'

import { useTranslations } from 'next-intl'
import { useSyncExternalStore } from 'react'

/** Keys that are called otherwise in other languages. */
const named = ['Ctrl', 'Shift', 'Del'] as const

interface KbdProps {
  /** One key, or several that are pressed together or one after another: `C`, `Ctrl K`. */
  children: string
}

/** A key on the keyboard, as it is written on the person's own. */
export function Kbd({ children }: KbdProps) {
  const t = useTranslations('ui.keys')
  const isMac = useSyncExternalStore(never, isApple, () => false)
  const nameOf = (key: string) => {
    if (key === 'Ctrl' && isMac) return '⌘'
    const known = named.find((each) => each === key)
    return known ? t(known) : key
  }
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded border bg-muted px-1 font-sans text-[0.6875rem] text-muted-foreground leading-none">
      {children.split(' ').map(nameOf).join(' ')}
    </kbd>
  )
}

const never = () => () => undefined

function isApple(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform)
}
