import { foldWord, searchWords, spellings } from '#lib/search-words.ts'
import { isStopWord } from './stop-words.ts'

/** Of a long text. The longest words tell most, and each costs a look into the index. */
const MAX_WORDS = 10
const MAX_READ_WORDS = 400

/**
 * A `tsquery` of any of the words that tell something. Null: there is none. Words hold letters and digits alone, so
 * nothing in them is an operator.
 * @param options.typing the last word may be a beginning
 */
export function toMemoryQuery(text: string, options: { typing?: boolean } = {}): string | null {
  const all = searchWords(text, MAX_READ_WORDS)
  const last = all.at(-1)
  const telling = [...new Set(all)].filter((word) => word.length > 1 && !isStopWord(foldWord(word)))
  const words = telling.sort((one, other) => other.length - one.length).slice(0, MAX_WORDS)
  if (words.length === 0) return null
  return words
    .flatMap((word) => spellings(word).map((form) => `'${form}'${options.typing && word === last ? ':*' : ''}`))
    .join(' | ')
}
