'use client'

import { useEffect } from 'react'

/** Makes a page without a connection say so in our words. In development it would only be in the way. */
export function ServiceWorker() {
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production') return
    // Browsers have it over https and on localhost only, and a person may forbid it: then their own page is shown.
    navigator.serviceWorker?.register('/sw.js').catch(() => undefined)
  }, [])
  return null
}
