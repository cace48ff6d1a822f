'use client'

import { useEffect, useRef } from 'react'
import { singleKeysAct } from './single-keys.ts'

/** How long the second key of a sequence such as `g a` may take. */
const SEQUENCE_MS = 1000

/**
 * Runs the action bound to a key (`c`) or to two in a row (`g a`), wherever the person is on the page, save in a field
 * or a dialog. `mod+k` is Ctrl+K, or Cmd+K, and works in fields too.
 */
export function useShortcuts(bindings: Readonly<Record<string, () => void>>): void {
  const latest = useRef(bindings)
  useEffect(() => {
    latest.current = bindings
  })
  useEffect(() => {
    let first: { key: string; at: number } | null = null
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat || isLayered()) return
      // With AltGr a keyboard writes signs such as [, and says that Ctrl and Alt are down.
      const writesSign = event.getModifierState('AltGraph')
      if (event.altKey && !writesSign) return
      if (!writesSign && (event.ctrlKey || event.metaKey)) {
        const action = latest.current[`mod+${event.key.toLowerCase()}`]
        if (action) event.preventDefault()
        action?.()
        return
      }
      if (isWriting(event.target) || !singleKeysAct()) return
      const sequence = first && event.timeStamp - first.at < SEQUENCE_MS ? `${first.key} ${event.key}` : null
      const action = (sequence && latest.current[sequence]) || latest.current[event.key]
      first = action ? null : { key: event.key, at: event.timeStamp }
      if (!action) return
      event.preventDefault()
      action()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, textarea, select, [role=textbox]') !== null
}

/** Something lies over the page and has the keyboard. */
function isLayered(): boolean {
  return document.querySelector('[role=dialog], [role=alertdialog], [role=menu], [role=listbox]') !== null
}
