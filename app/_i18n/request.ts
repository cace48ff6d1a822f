import { cookies, headers } from 'next/headers'
import { getRequestConfig } from 'next-intl/server'
import { de } from '../_messages/de.ts'
import { en, type Messages } from '../_messages/en.ts'
import { isLocale, LOCALE_COOKIE, type Locale, localeOfHeader, TIME_ZONE_COOKIE, timeZoneOf } from './locales.ts'

const messagesOf: Record<Locale, Messages> = { en, de }

/** Language and time zone of a request: the person's choice, else the browser's wish, else English. */
export default getRequestConfig(async ({ locale: asked }) => {
  const [jar, head] = await Promise.all([cookies(), headers()])
  const chosen = asked ?? jar.get(LOCALE_COOKIE)?.value
  const locale = isLocale(chosen) ? chosen : localeOfHeader(head.get('accept-language'))
  const timeZone = timeZoneOf(decodeURIComponent(jar.get(TIME_ZONE_COOKIE)?.value ?? ''))
  return { locale, messages: messagesOf[locale], timeZone, now: new Date() }
})
