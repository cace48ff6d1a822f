import type { Locale } from '#app/_i18n/locales.ts'
import refusals from '../_messages/refusals.de.json'
import type { Failure } from './result.ts'

/** What lib says in English, with `{0}` for what stands in it, and the German for it; the plain ones by their text. */
const plain = new Map<string, string>()
const patterns: { said: RegExp; german: string }[] = []
for (const [english, german] of Object.entries(refusals)) {
  if (!english.includes('{0}')) {
    plain.set(english, german)
    continue
  }
  const literal = english.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  patterns.push({ said: new RegExp(`^${literal.join('(.{1,300}?)')}$`, 's'), german })
}

/**
 * A refusal in the person's language. lib speaks English, which is what clients of the API read; a sentence that is
 * not known here stays as it is.
 */
export function inLanguage(locale: Locale, failure: Failure): Failure {
  if (locale === 'en') return failure
  const fieldErrors =
    failure.fieldErrors &&
    Object.fromEntries(Object.entries(failure.fieldErrors).map(([field, said]) => [field, said.map(germanOf)]))
  return { ...failure, message: germanOf(failure.message), fieldErrors }
}

function germanOf(said: string): string {
  const known = plain.get(said)
  if (known) return known
  for (const { said: pattern, german } of patterns) {
    const match = pattern.exec(said)
    // What stands in it may be a sentence of ours itself, as why something cannot be reached.
    if (match) return german.replace(/\{(\d)\}/g, (_, index: string) => germanOf(match[Number(index) + 1] ?? ''))
  }
  return said
}
