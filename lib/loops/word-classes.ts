import { grammarWords, sameThing, talkWords } from './common-words.ts'

const MIN_STEM_CHARS = 4
const MAX_STEM_CHARS = 8
/** Longest first, so that one look is enough. */
const ENDINGS = [
  'ations', 'ungen', 'ation', 'ments', 'ingly', 'edly', 'ment', 'ings', 'isch', 'keit', 'heit', 'lich', 'tion', 'sten',
  'ung', 'ing', 'ies', 'est', 'ern', 'ten', 'tet', 'ed', 'es', 'er', 'en', 'em', 'et', 'st', 'te', 'ly', 's', 'e', 'n', 't',
] // biome-ignore format: a table
const ENDINGS_BY_LENGTH = [...ENDINGS].sort((a, b) => b.length - a.length)

/** Lower case, without accents: "Prüfung" and "prufung" are one word. */
export function fold(text: string): string {
  return text.toLowerCase().replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '')
}

/** What is left of a word without its endings; rough, and the same for both languages. */
export function stem(word: string): string {
  const left = withoutEnding(withoutEnding(word))
  return left.replace(/([^aeiou])\1$/, '$1').slice(0, MAX_STEM_CHARS)
}

function withoutEnding(word: string): string {
  const ending = ENDINGS_BY_LENGTH.find((one) => word.length - one.length >= MIN_STEM_CHARS && word.endsWith(one))
  return ending ? word.slice(0, -ending.length) : word
}

const words = (list: string) => fold(list).split(/\s+/).filter(Boolean)

const grammar = new Set(words(grammarWords))
const talk = new Set(words(talkWords).map(stem))
const thingOf = new Map<string, string>()
for (const line of sameThing.trim().split('\n')) {
  const group = words(line).map(stem)
  for (const one of group) if (!thingOf.has(one)) thingOf.set(one, `~${group[0]}`)
}

export type WordClass = 'grammar' | 'talk' | 'content'

/** What kind of word it is, and the term that stands for it and for its like. */
export function classify(word: string): { term: string; is: WordClass } {
  if (grammar.has(word)) return { term: word, is: 'grammar' }
  const stemmed = stem(word)
  return { term: thingOf.get(stemmed) ?? stemmed, is: talk.has(stemmed) ? 'talk' : 'content' }
}
