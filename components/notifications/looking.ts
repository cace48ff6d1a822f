'use client'

import { useEffect, useState } from 'react'

/*
 * Which threads somebody looks at in this browser, and whether any tab is in sight: Web Locks that a tab holds while it
 * is, so that they end with the tab itself. Without https browsers have none; then each tab knows of itself alone.
 */

const IN_SIGHT = 'crewhouse:in-sight'
const lookingAt = (threadId: string) => `crewhouse:looking:${threadId}`

/** Whether this tab is in sight; holds its locks while it is. @param threadId of the page that it shows */
export function useLooking(threadId: string | null): boolean {
  const [inSight, setInSight] = useState(true)
  useEffect(() => {
    const look = () => setInSight(document.visibilityState === 'visible')
    look()
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [])
  useEffect(() => {
    if (!inSight) return
    const away = new AbortController()
    for (const name of threadId ? [IN_SIGHT, lookingAt(threadId)] : [IN_SIGHT]) void hold(name, away.signal)
    return () => away.abort()
  }, [inSight, threadId])
  return inSight
}

async function hold(name: string, signal: AbortSignal): Promise<void> {
  const untilAway = () => new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  // Shared: any number of tabs may look at one thread. Rejected when it is over before it began.
  await navigator.locks?.request(name, { mode: 'shared', signal }, untilAway).catch(() => undefined)
}

async function isHeld(name: string): Promise<boolean> {
  const { held } = (await navigator.locks?.query()) ?? {}
  return held?.some((lock) => lock.name === name) ?? false
}

/** Somebody sees that thread in some tab of this browser. */
export const isLookedAt = (threadId: string) => isHeld(lookingAt(threadId))

/** Some tab of the app is in sight: it says in the page what there is to say. */
export const isAnyTabInSight = () => isHeld(IN_SIGHT)
