/** Words of which any English sentence holds some. */
const common =
  /^(?:the|and|to|of|in|all|not|do|you|your|user|users|file|files|this|that|it|is|are|for|with|from|on|any|about|tell|send|read|say|run|every|never|previous|instructions|ignore|delete|upload|post|nothing|system|key|keys|password|secret|https?|then|now|no|them|what|workspace)$/i

const score = (text: string) => (text.match(/[a-z]+/gi) ?? []).filter((word) => common.test(word)).length

const shift = (text: string, by: number) =>
  text.replace(/[a-z]/gi, (char) => {
    const base = char <= 'Z' ? 65 : 97
    return String.fromCharCode(((char.charCodeAt(0) - base + by) % 26) + base)
  })

/** A phrase that says nothing as it stands, and a sentence once it is set backwards or its letters are moved on. */
export function turnedPhrases(text: string): { text: string; start: number; end: number }[] {
  const found: { text: string; start: number; end: number }[] = []
  for (const match of text.matchAll(/[^\n"“”`(){}<>]{20,2000}/g)) {
    let at = match.index
    for (const phrase of match[0].split(/(?<=[:.!?])\s/)) {
      const start = at
      at += phrase.length + 1
      const words = phrase.match(/[a-z]{2,}/gi)?.length ?? 0
      if (words < 5 || score(phrase) > words * 0.1 || /[a-f0-9]{20,}/.test(phrase)) continue
      const candidates = [
        [...phrase].reverse().join(''),
        mirrored(phrase),
        ...Array.from({ length: 25 }, (_, by) => shift(phrase, by + 1)),
      ]
      const turned = candidates.find((one) => score(one) >= Math.max(3, words * 0.3))
      if (turned) found.push({ text: turned, start, end: start + phrase.length })
    }
  }
  return found
}

/** The alphabet from its other end: a is z. */
const mirrored = (text: string) =>
  text.replace(/[a-z]/gi, (char) => {
    const base = char <= 'Z' ? 65 : 97
    return String.fromCharCode(base + 25 - (char.charCodeAt(0) - base))
  })

const digits: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's' }

/** Lines whose words are s p a c e d out, or wr1tt3n with d1g1ts, as they are read. */
export function respelled(text: string): { text: string; start: number; end: number }[] {
  const found: { text: string; start: number; end: number }[] = []
  let start = 0
  for (const line of text.split('\n')) {
    const end = start + line.length
    if (line.length < 4000 && /(?:\b[a-z][^\S\n]){6}[a-z]\b/i.test(line)) {
      const joined = line.replace(/(?:\b[a-z][ \t.,]{1,3}){5,}[a-z]\b/gi, (run) =>
        run
          .replace(/[ \t]{2,}/g, '\0')
          .replace(/[ \t]/g, '')
          .replaceAll('\0', ' '),
      )
      found.push({ text: joined, start, end })
    }
    if (
      line.length < 4000 &&
      (line.match(
        /(?<![\w@$])(?=[a-z\d@$]{4,16}(?![\w@$]))[a-z\d@$]*(?:[a-z][013457@$]+[a-z]|[014][a-z]{2})[a-z\d@$]*/gi,
      )?.length ?? 0) >= 3
    ) {
      const plain = line.replace(/[a-z\d@$]*[a-z][a-z\d@$]*/gi, (word) =>
        word.replace(/[013457@$]/g, (char) => digits[char] ?? char),
      )
      found.push({ text: plain, start, end })
    }
    start = end + 1
  }
  return found
}
