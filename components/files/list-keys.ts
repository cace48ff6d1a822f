import type { KeyboardEvent } from 'react'

/** What a key does to a list: go to an entry, or one of the actions. */
export interface ListActions {
  at: number
  last: number
  /** Entries in sight. */
  page: number
  canWrite: boolean
  go: (index: number) => void
  toggle: () => void
  open: () => void
  up: () => void
  clear: () => void
  chooseAll: () => void
  rename: () => void
  remove: () => void
  move: () => void
}

/** @returns whether the key meant something here */
export function pressKey(event: KeyboardEvent, list: ListActions): boolean {
  const action = event.ctrlKey || event.metaKey ? withModifier(event, list) : plain(event, list)
  action?.()
  return action !== null
}

function withModifier({ key }: KeyboardEvent, { chooseAll }: ListActions) {
  return key === 'a' ? chooseAll : null
}

function plain({ key, altKey }: KeyboardEvent, list: ListActions): (() => void) | null {
  const { at, last, page, go, canWrite } = list
  const to = (index: number) => () => go(Math.min(last, Math.max(0, index)))
  switch (key) {
    case 'ArrowDown':
      return to(at + 1)
    case 'ArrowUp':
      return altKey ? list.up : to(at < 0 ? last : at - 1)
    case 'PageDown':
      return to(at + page)
    case 'PageUp':
      return to(at - page)
    case 'Home':
      return to(0)
    case 'End':
      return to(last)
    case ' ':
      return list.toggle
    case 'Enter':
      return list.open
    case 'Backspace':
      return list.up
    case 'Escape':
      return list.clear
    case 'F2':
      return canWrite ? list.rename : null
    case 'Delete':
      return canWrite ? list.remove : null
    case 'm':
      return canWrite ? list.move : null
    default:
      return null
  }
}
