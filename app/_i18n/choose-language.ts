'use server'

import { cookies } from 'next/headers'
import { resultOf } from '#app/_server/action.ts'
import { currentPrincipal } from '#app/_server/current-user.ts'
import { setOwnLanguage } from '#lib/tenants/logins.ts'
import { isLocale, LOCALE_COOKIE } from './locales.ts'

const YEAR_S = 365 * 24 * 60 * 60

/** The signed-in person's language: at once in this browser, and in every other that has none chosen. */
export async function chooseLanguage(language: unknown) {
  return resultOf('language.choose', async () => {
    await setOwnLanguage(await currentPrincipal(), language)
    if (isLocale(language))
      (await cookies()).set(LOCALE_COOKIE, language, { path: '/', maxAge: YEAR_S, sameSite: 'lax' })
  })
}
