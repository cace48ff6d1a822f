'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { LOCALE_COOKIE } from './locales.ts'

const YEAR_S = 365 * 24 * 60 * 60

/** In a browser that knows no choice: takes over the one that the person made in another. */
export function KeepLanguage({ language }: { language: string }) {
  const router = useRouter()
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API needs https, which an installation in a LAN lacks
    document.cookie = `${LOCALE_COOKIE}=${language}; path=/; max-age=${YEAR_S}; samesite=lax`
    router.refresh()
  }, [language, router])
  return null
}
