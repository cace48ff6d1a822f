/** What parts words: all but letters, digits and marks, as the index sees it. */
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/u
const MAX_WORDS = 12
const MAX_WORD_CHARS = 60

const german: [RegExp, string][] = [
  [/ä/g, 'ae'],
  [/ö/g, 'oe'],
  [/ü/g, 'ue'],
]

/** The words that a person searches for. */
export function searchWords(text: string): string[] {
  const words = text.normalize('NFC').toLowerCase().split(BETWEEN_WORDS)
  return words
    .filter((word) => word !== '')
    .slice(0, MAX_WORDS)
    .map((word) => word.slice(0, MAX_WORD_CHARS))
}

/**
 * How a word may stand in a text. The index has no accents (`muller`); whoever wrote `Mueller` is to be found by
 * `Müller`, and the other way round.
 */
export function spellings(word: string): string[] {
  const spelledOut = german.reduce((written, [umlaut, letters]) => written.replace(umlaut, letters), word)
  const contracted = word.replace(/(?<!q)([aou])e/g, '$1')
  return [...new Set([word, spelledOut, contracted])]
}

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
