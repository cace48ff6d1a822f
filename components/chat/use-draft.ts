import { useCallback, useEffect, useState } from 'react'

/** What is being written, kept in this browser until it is sent: a reload does not lose it. */
export function useDraft(key: string): [text: string, setText: (text: string) => void] {
  const [text, setState] = useState('')
  useEffect(() => {
    const kept = localStorage.getItem(key)
    if (kept) setState(kept)
  }, [key])
  const setText = useCallback(
    (next: string) => {
      setState(next)
      if (next) localStorage.setItem(key, next)
      else localStorage.removeItem(key)
    },
    [key],
  )
  return [text, setText]
}
