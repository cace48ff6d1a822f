import { type LucideIcon, Monitor, Moon, Sun } from 'lucide-react'

/** The looks that a person can choose, by their names in the `shell` messages. */
export const themes: readonly { value: 'light' | 'dark' | 'system'; icon: LucideIcon }[] = [
  { value: 'light', icon: Sun },
  { value: 'dark', icon: Moon },
  { value: 'system', icon: Monitor },
]

/** Languages by their own names: who cannot read the page finds theirs. */
export const languages = [
  { value: 'en', name: 'English' },
  { value: 'de', name: 'Deutsch' },
] as const

export type Language = (typeof languages)[number]['value']
