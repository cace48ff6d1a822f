/**
 * How well letters fit the words of something, from 0 to 1: each word of theirs has to stand in one of those, best at
 * its beginning. Letters that are merely strewn over a name are no match: that finds something for everything.
 */
export function fitOf(words: readonly string[], letters: string): number {
  const text = ` ${plain(words.join(' '))}`
  const wanted = plain(letters).split(/\s+/).filter(Boolean)
  let fit = 1
  for (const word of wanted) {
    if (!text.includes(word)) return 0
    if (!text.includes(` ${word}`)) fit = 0.5
  }
  return fit
}

/** Without accents, as people type. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
