import { foldWord } from '#lib/search-words.ts'
import { isStopWord } from './stop-words.ts'

/** Its number rises with any change: vectors of another number are made anew. */
export const LEXICAL_EMBEDDER = 'lexical-1'
export const LEXICAL_DIMENSION = 384

const WORD = /[\p{L}\p{N}\p{M}]+/gu
const GRAM_CHARS = [4, 5]
const WORD_WEIGHT = 0.4
const GRAMS_WEIGHT = 2
const PAIR_WEIGHT = 0.1
/** What follows in a word tells less than its beginning, where the stem is. */
const DECAY = 0.7
const MAX_WORDS = 2_000

/**
 * A text as a point, the same on every machine and without any model: its words, pairs of words and the pieces that words
 * share with their relatives, each hashed to a place. It finds other forms and compounds of the same stems, in any
 * spelling of umlauts, and knows nothing of synonyms.
 */
export function lexicalEmbedding(text: string): number[] {
  const weights = new Map<string, number>()
  const add = (feature: string, weight: number) => weights.set(feature, (weights.get(feature) ?? 0) + weight)
  let before = ''
  let count = 0
  for (const [word] of text.matchAll(WORD)) {
    if (++count > MAX_WORDS) break
    const folded = foldWord(word).replace(/(?<!q)([aou])e/g, '$1')
    if (isStopWord(folded)) continue
    add(`w ${folded}`, WORD_WEIGHT)
    if (before) add(`p ${before} ${folded}`, PAIR_WEIGHT)
    before = folded
    const grams = gramsOf(`^${folded}`)
    const sum = grams.reduce((total, { weight }) => total + weight, 0)
    for (const { text: gram, weight } of grams) add(`g ${gram}`, (GRAMS_WEIGHT * weight) / sum)
  }
  const point = new Array<number>(LEXICAL_DIMENSION).fill(0)
  for (const [feature, weight] of weights) {
    const hash = hashOf(feature)
    const place = hash % LEXICAL_DIMENSION
    // What is said ten times does not weigh ten times as much.
    point[place] = (point[place] as number) + Math.sqrt(weight) * (hash & 0x80000000 ? -1 : 1)
  }
  return toUnit(point)
}

/** Of length 1; a text without words is a point of its own. */
export function toUnit(point: number[]): number[] {
  const length = Math.hypot(...point)
  if (length === 0) return point.map((_, index) => (index === 0 ? 1 : 0))
  return point.map((value) => value / length)
}

function gramsOf(word: string): { text: string; weight: number }[] {
  return GRAM_CHARS.flatMap((size) =>
    Array.from({ length: Math.max(0, word.length - size + 1) }, (_, at) => ({
      text: word.slice(at, at + size),
      weight: DECAY ** at,
    })),
  )
}

/** FNV-1a, then mixed: its low bits alone are too regular for short words. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
