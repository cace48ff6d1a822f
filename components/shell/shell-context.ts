'use client'

import { createContext, use } from 'react'

export interface ShellControls {
  folded: boolean
  toggleSidebar: () => void
  openDrawer: () => void
  openHelp: () => void
}

export const ShellContext = createContext<ShellControls | null>(null)

/** The frame's controls, for headers and menus inside it. */
export function useShell(): ShellControls {
  const controls = use(ShellContext)
  if (!controls) throw new Error('useShell() outside <Shell>')
  return controls
}
