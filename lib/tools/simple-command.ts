/** Characters that mean nothing but themselves to a shell, wherever in a word they stand. */
const PLAIN = /^[\p{L}\p{N}_@%+:,./=-]$/u

/**
 * The words of ONE simple command; null for everything else. Who reads a rule "npm test" means that command and nothing
 * besides: so whatever could make a shell do more (`;`, `&`, `|`, a line break, `$`, backticks, redirections, globs, braces,
 * comments, escapes, assignments) makes it no simple command, also where a shell would think it harmless.
 */
export function simpleCommand(command: string): string[] | null {
  const words: string[] = []
  let word: string | null = null
  let quote: string | null = null
  for (const char of command.trim()) {
    if (quote !== null) {
      if (char === quote) quote = null
      else if (isQuotable(char, quote)) word += char
      else return null
    } else if (char === "'" || char === '"') {
      quote = char
      word ??= ''
    } else if (char === ' ' || char === '\t') {
      if (word !== null) words.push(word)
      word = null
    } else if (PLAIN.test(char)) {
      word = (word ?? '') + char
    } else return null
  }
  if (quote !== null) return null
  if (word !== null) words.push(word)
  const [first] = words
  // `LD_PRELOAD=x npm test` is another command than it looks like.
  return first === undefined || first === '' || first.includes('=') ? null : words
}

/** Between single quotes a shell changes nothing, between double ones `$`, backticks, `\` and `!` go on meaning something. */
function isQuotable(char: string, quote: string): boolean {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x20 || code === 0x7f) return false
  return quote === "'" || !'$`\\!'.includes(char)
}

let last: { command: string; words: string[] | null } | null = null

/** One command is held against many rules, one after the other. */
function remembered(command: string): string[] | null {
  if (last?.command !== command) last = { command, words: simpleCommand(command) }
  return last.words
}

/** Whether a command is one simple command that begins with the words of `prefix`; null: it cannot be told. */
export function beginsWith(command: string, prefix: string): boolean | null {
  const words = remembered(command)
  const wanted = simpleCommand(prefix)
  if (!words || !wanted) return null
  return wanted.every((word, index) => words[index] === word)
}
