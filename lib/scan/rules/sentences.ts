/** A sentence, as one line, at the place where it stands in the text. */
export interface Sentence {
  text: string
  start: number
}

const maxSentenceChars = 600

/** The text with lines that only go on joined to the one before; of the same length. */
export function unwrap(text: string): string {
  return text.replace(/\n(?=[^\S\n]{0,8}[^\s|>#*+\d<-])/g, ' ')
}

/** The sentences of a text, whatever its script. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = []
  for (const match of unwrap(text).matchAll(/(?:[^\n.!?。！？]|[.!?](?![\s"”'»]|$))+[.!?。！？]*/g)) {
    const said = match[0].trim()
    if (said.length < 8) continue
    sentences.push({ text: said.slice(0, maxSentenceChars), start: match.index + match[0].indexOf(said[0] as string) })
  }
  return sentences
}
