export const locales = ['en', 'de'] as const
export type Locale = (typeof locales)[number]

export const DEFAULT_LOCALE: Locale = 'en'
/** Holds the language that a person chose; without it the browser's own counts. */
export const LOCALE_COOKIE = 'locale'
/** Holds the browser's time zone, so that the server writes times as the person's clock has them. */
export const TIME_ZONE_COOKIE = 'time-zone'

export function isLocale(value: unknown): value is Locale {
  return locales.includes(value as Locale)
}

/** The best of our languages for an Accept-Language header: "de-AT,de;q=0.9,en;q=0.8" -> "de". */
export function localeOfHeader(header: string | null): Locale {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag, ...parameters] = part.trim().split(';')
      const weight = parameters.map((parameter) => /^\s*q=([\d.]+)$/.exec(parameter)?.[1]).find(Boolean)
      return { language: tag?.split('-')[0]?.toLowerCase(), weight: Number(weight ?? 1) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
  return wanted.map(({ language }) => language).find(isLocale) ?? DEFAULT_LOCALE
}

/** What a cookie claims to be a time zone, if it is one that this server knows. */
export function timeZoneOf(value: string | undefined): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value || 'UTC' }).resolvedOptions().timeZone
  } catch {
    return 'UTC'
  }
}
