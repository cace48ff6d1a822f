/** A program and its arguments as one line, and back: words apart by spaces, in quotes where they hold some. */
export function splitCommandLine(line: string): string[] {
  const words: string[] = []
  let [word, quote]: [string | null, string | null] = [null, null]
  for (const char of line) {
    if (quote) {
      if (char === quote) quote = null
      else word = (word ?? '') + char
    } else if (char === '"' || char === "'") {
      quote = char
      word ??= ''
    } else if (/\s/.test(char)) {
      if (word !== null) words.push(word)
      word = null
    } else word = (word ?? '') + char
  }
  if (word !== null) words.push(word)
  return words
}

/** The line that splits into these words. */
export function joinCommandLine(words: readonly string[]): string {
  return words
    .map((word) => {
      if (word !== '' && !/[\s"']/.test(word)) return word
      return word.includes('"') ? `'${word}'` : `"${word}"`
    })
    .join(' ')
}
