'use client'

import { useSyncExternalStore } from 'react'
import { DEFAULT_LOCALE, isLocale, LOCALE_COOKIE, localeOfHeader } from './_i18n/locales.ts'
import de from './_messages/de/global-error.json'
import en from './_messages/en/global-error.json'

const wordsOf = { en, de }
const never = () => () => undefined

/** When even the root layout fails: no styles, no components, no provider; only words and a way on. */
export default function GlobalError({ retry }: { error: Error; retry: () => void }) {
  const locale = useSyncExternalStore(never, localeOfBrowser, () => DEFAULT_LOCALE)
  const words = wordsOf[locale]
  return (
    <html lang={locale}>
      <body style={{ fontFamily: 'system-ui, sans-serif', padding: '4rem', textAlign: 'center' }}>
        <h1>{words.title}</h1>
        <p>{words.description}</p>
        <button type="button" onClick={retry}>
          {words.retry}
        </button>
      </body>
    </html>
  )
}

function localeOfBrowser() {
  const chosen = new RegExp(`(?:^|; )${LOCALE_COOKIE}=(\\w+)`).exec(document.cookie)?.[1]
  return isLocale(chosen) ? chosen : localeOfHeader(navigator.languages.join(','))
}
