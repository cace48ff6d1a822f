'use client'

import { useRouter } from 'next/navigation'
import { useTimeZone } from 'next-intl'
import { useEffect } from 'react'
import { TIME_ZONE_COOKIE } from './locales.ts'

const YEAR_S = 365 * 24 * 60 * 60

/** Tells the server the browser's time zone; the page is drawn anew once, when it was not known or has changed. */
export function TimeZone() {
  const router = useRouter()
  const drawnIn = useTimeZone()
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    if (
      !timeZone ||
      timeZone === drawnIn ||
      document.cookie.includes(`${TIME_ZONE_COOKIE}=${encodeURIComponent(timeZone)}`)
    )
      return
    // biome-ignore lint/suspicious/noDocumentCookie: Firefox and Safari have no cookie store of their own everywhere
    document.cookie = `${TIME_ZONE_COOKIE}=${encodeURIComponent(timeZone)}; path=/; max-age=${YEAR_S}; samesite=lax`
    router.refresh()
  }, [router, drawnIn])
  return null
}
