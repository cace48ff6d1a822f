import { searchWords, spellings } from '#lib/search-words.ts'

/**
 * A `tsquery`: every word, in any of its spellings; the last one, at which somebody is still typing, as a beginning.
 * Null: there is no word in it. Words hold letters and digits alone, so nothing in them is an operator.
 */
export function toSearchQuery(text: string): string | null {
  const words = searchWords(text)
  if (words.length === 0) return null
  return words
    .map((word, index) => {
      const prefix = index === words.length - 1 && word.length > 1 ? ':*' : ''
      return `(${spellings(word)
        .map((spelling) => `'${spelling}'${prefix}`)
        .join(' | ')})`
    })
    .join(' & ')
}
