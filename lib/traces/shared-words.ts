/** Shorter ones stand everywhere. */
const LEAST_CHARS = 6
const MOST_SHOWN = 5
const MOST_CHARS = 200_000

/**
 * What is telling and stands in both texts: paths, numbers, names, long words. A sign that one came from the other, and no
 * more than that; the longest first.
 */
export function sharedWords(result: string, subject: string): string[] {
  const there = new Set(tellingWords(result))
  const both = [...new Set(tellingWords(subject))].filter((word) => there.has(word))
  return both.toSorted((a, b) => b.length - a.length).slice(0, MOST_SHOWN)
}

function tellingWords(text: string): string[] {
  const words = text.slice(0, MOST_CHARS).match(/[\p{L}\p{N}_][\p{L}\p{N}_./:@-]*[\p{L}\p{N}_]/gu) ?? []
  return words.filter((word) => word.length >= LEAST_CHARS || /\d{3}/.test(word))
}
