'use client'

import { useEffect, useState } from 'react'

/**
 * Changes that were not saved outlive leaving the page by mistake: the browser keeps them until they are saved or thrown
 * away. Given back after the first paint, since the server does not know of them.
 */
export function useKeptDraft<T>(key: string, draft: T, dirty: boolean): { kept: T | null; forget: () => void } {
  const [kept, setKept] = useState<T | null>(null)
  const [isRead, setRead] = useState(false)
  useEffect(() => {
    setKept(read<T>(key))
    setRead(true)
  }, [key])
  useEffect(() => {
    if (!isRead) return
    try {
      if (dirty) localStorage.setItem(key, JSON.stringify(draft))
      else if (kept === null) localStorage.removeItem(key)
    } catch {
      // A browser without room keeps nothing; the page itself still has the changes.
    }
  }, [key, draft, dirty, isRead, kept])
  return { kept, forget: () => setKept(null) }
}

function read<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null
  } catch {
    return null
  }
}
