'use client'

import { useSyncExternalStore } from 'react'

const STORED_AS = 'single-keys'
const CHANGED = 'crewhouse:single-keys'

/** Whether keys without Ctrl act: who dictates, or steers by letters otherwise, turns them off. */
export function singleKeysAct(): boolean {
  return localStorage.getItem(STORED_AS) !== 'off'
}

export function useSingleKeys(): [on: boolean, set: (on: boolean) => void] {
  const on = useSyncExternalStore(subscribe, singleKeysAct, () => true)
  const set = (next: boolean) => {
    localStorage.setItem(STORED_AS, next ? 'on' : 'off')
    window.dispatchEvent(new Event(CHANGED))
  }
  return [on, set]
}

function subscribe(listener: () => void): () => void {
  window.addEventListener(CHANGED, listener)
  window.addEventListener('storage', listener)
  return () => {
    window.removeEventListener(CHANGED, listener)
    window.removeEventListener('storage', listener)
  }
}
