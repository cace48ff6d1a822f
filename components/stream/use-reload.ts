'use client'

import { useCallback, useEffect, useRef } from 'react'

/**
 * Asks for a load: at once, or once more after the one under way, so that an older answer never replaces a newer one.
 * One that fails is made up for by the next hint.
 * @param restMs how long after a load the next one waits
 */
export function useReload(load: () => Promise<void>, restMs = 0): () => void {
  const state = useRef({ isWanted: false, isBusy: false, hasLeft: false })
  useEffect(() => {
    const { current } = state
    current.hasLeft = false
    return () => {
      current.hasLeft = true
    }
  }, [])
  const latest = useRef(load)
  latest.current = load
  // biome-ignore lint/correctness/useExhaustiveDependencies: another load is another reload, for effects that begin with it
  return useCallback(() => {
    const { current } = state
    const work = async () => {
      current.isBusy = true
      while (current.isWanted && !current.hasLeft) {
        current.isWanted = false
        await latest.current().catch(() => undefined)
        if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs))
      }
      current.isBusy = false
    }
    current.isWanted = true
    if (!current.isBusy) void work()
  }, [load, restMs])
}
