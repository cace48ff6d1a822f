'use client'

import { createContext, use } from 'react'
import type { Language } from './appearance.ts'
import type { ShellThread } from './shell-data.ts'

export interface ShellControls {
  folded: boolean
  toggleSidebar: () => void
  openDrawer: () => void
  openHelp: () => void
  openCommands: () => void
  chooseLanguage: (language: Language) => void
  /** Signs out. */
  leave: () => void
  /** The recent threads, live. */
  threads: readonly ShellThread[]
  /** Loads the lists again after a change that nobody else is told of: a private thread's. */
  reloadLists: () => void
}

export const ShellContext = createContext<ShellControls | null>(null)

/** The frame's controls, for headers and menus inside it. */
export function useShell(): ShellControls {
  const controls = use(ShellContext)
  if (!controls) throw new Error('useShell() outside <Shell>')
  return controls
}
