import { foldWord, searchWords, spellings } from '#lib/search-words.ts'
import type { SnippetPart } from './schema.ts'

const SNIPPET_CHARS = 180
const BEFORE_MATCH_CHARS = 50
/** Of a text that is longer, the rest is not looked at. */
const MAX_TEXT_CHARS = 100_000

const WORD = /[\p{L}\p{N}\p{M}]+/gu

interface Range {
  from: number
  to: number
}

/** Where the words of a search stand in a text; the last one matches as a beginning. */
function findMatches(text: string, query: string): Range[] {
  const words = searchWords(query).map((word) => spellings(word).map(foldWord))
  const last = words.at(-1)
  const ranges: Range[] = []
  for (const match of text.matchAll(WORD)) {
    const folded = foldWord(match[0])
    const isHit = words.some((forms) =>
      forms.some((form) => form === folded || (forms === last && form.length > 1 && folded.startsWith(form))),
    )
    if (isHit) ranges.push({ from: match.index, to: match.index + match[0].length })
  }
  return ranges
}

/** A whole text with what was searched for in it marked. */
export function markMatches(text: string, query: string): SnippetPart[] {
  return partsOf(text, findMatches(text, query), { from: 0, to: text.length })
}

/** The stretch of a long text around what was searched for, on one line. */
export function snippetOf(fullText: string, query: string): SnippetPart[] {
  const text = fullText.slice(0, MAX_TEXT_CHARS).replace(/\s+/g, ' ').trim()
  const matches = findMatches(text, query)
  const first = matches[0]?.from ?? 0
  const start = first <= BEFORE_MATCH_CHARS ? 0 : wordStart(text, first - BEFORE_MATCH_CHARS, first)
  const end = Math.min(text.length, start + SNIPPET_CHARS)
  const parts = partsOf(text, matches, { from: start, to: end })
  if (start > 0) parts.unshift({ text: '…', match: false })
  if (end < text.length) parts.push({ text: '…', match: false })
  return parts.map((part) => ({ ...part, text: part.text.toWellFormed() }))
}

function wordStart(text: string, from: number, atMost: number): number {
  const space = text.indexOf(' ', from)
  return space === -1 || space >= atMost ? from : space + 1
}

function partsOf(text: string, matches: readonly Range[], window: Range): SnippetPart[] {
  const parts: SnippetPart[] = []
  let at = window.from
  const push = (to: number, match: boolean) => {
    if (to > at) parts.push({ text: text.slice(at, to), match })
    at = Math.max(at, to)
  }
  for (const { from, to } of matches) {
    if (to <= window.from || from >= window.to) continue
    push(from, false)
    push(Math.min(to, window.to), true)
  }
  push(window.to, false)
  return parts
}
