/** What parts words: all but letters, digits and marks, as the full-text indexes see it. */
const BETWEEN_WORDS = /[^\p{L}\p{N}\p{M}]+/u
const MAX_WORDS = 12
const MAX_WORD_CHARS = 60

const german: [RegExp, string][] = [
  [/ä/g, 'ae'],
  [/ö/g, 'oe'],
  [/ü/g, 'ue'],
]

/** The words that a person searches for. */
export function searchWords(text: string, maxWords = MAX_WORDS): string[] {
  const words = text.normalize('NFC').toLowerCase().split(BETWEEN_WORDS)
  return words
    .filter((word) => word !== '')
    .slice(0, maxWords)
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

/** A word as the index holds it: lower case, without accents. */
export function foldWord(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss')
}
