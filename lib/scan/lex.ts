import type { Language } from './language.ts'

export interface Literal {
  start: number
  end: number
  value: string
}

/** One text seen three ways, each of the same length, so that a position means the same line in all. */
export interface Lexed {
  /** Without comments and docstrings. */
  code: string
  /** Without what strings hold, too. */
  bare: string
  /** Comments and docstrings alone. */
  comments: string
  literals: Literal[]
}

interface Syntax {
  line: string[]
  block: boolean
  quotes: string
  triple: boolean
  regex: boolean
  /** In a shell, `#` begins a comment only where a word would begin. */
  wordStart: boolean
}

const plain: Syntax = { line: ['#'], block: false, quotes: '"\'', triple: false, regex: false, wordStart: true }
const syntaxes: Partial<Record<Language, Syntax>> = {
  python: { ...plain, triple: true, wordStart: false },
  javascript: { line: ['//'], block: true, quotes: '"\'`', triple: false, regex: true, wordStart: false },
  shell: plain,
  powershell: plain,
  other: { ...plain, line: ['#', '//'], block: true, wordStart: true },
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ')

/** Tells comments and strings from code; text of no known syntax is code throughout. */
export function lex(text: string, language: Language): Lexed {
  const syntax = syntaxes[language]
  if (!syntax) return { code: text, bare: text, comments: '', literals: [] }
  const code: string[] = []
  const bare: string[] = []
  const comments: string[] = []
  const literals: Literal[] = []
  const put = (piece: string, kind: 'code' | 'string' | 'comment') => {
    code.push(kind === 'comment' ? blank(piece) : piece)
    bare.push(kind === 'code' ? piece : blank(piece))
    comments.push(kind === 'comment' ? piece : blank(piece))
  }
  let at = 0
  let plainFrom = 0
  const flush = (to: number) => {
    if (to > plainFrom) put(text.slice(plainFrom, to), 'code')
  }
  while (at < text.length) {
    const char = text[at] as string
    const end = commentEnd(text, at, syntax)
    if (end > at) {
      flush(at)
      put(text.slice(at, end), 'comment')
      at = plainFrom = end
      continue
    }
    if (syntax.quotes.includes(char)) {
      const string = readString(text, at, syntax)
      const standsAlone =
        syntax.triple && string.open === 3 && /(^|[\n:;])[ \t]*$/.test(text.slice(Math.max(0, at - 120), at))
      flush(at)
      if (standsAlone) put(text.slice(at, string.end), 'comment')
      else {
        put(text.slice(at, at + string.open), 'code')
        const inner = text.slice(at + string.open, string.end - string.close)
        put(inner, 'string')
        if (string.close > 0) put(text.slice(string.end - string.close, string.end), 'code')
        literals.push({ start: at, end: string.end, value: inner })
      }
      at = plainFrom = string.end
      continue
    }
    if (
      syntax.regex &&
      char === '/' &&
      /(^|[(,=:[!&|?{};+\n]|return|typeof)\s*$/.test(text.slice(Math.max(0, at - 20), at))
    ) {
      at = regexEnd(text, at)
      continue
    }
    at += char === '\\' ? 2 : 1
  }
  flush(text.length)
  return { code: code.join(''), bare: bare.join(''), comments: comments.join(''), literals }
}

function commentEnd(text: string, at: number, syntax: Syntax): number {
  if (syntax.block && text.startsWith('/*', at)) {
    const end = text.indexOf('*/', at + 2)
    return end < 0 ? text.length : end + 2
  }
  const marker = syntax.line.find((one) => text.startsWith(one, at))
  if (!marker) return at
  const before = text[at - 1]
  if (marker === '//' && before === ':') return at
  if (syntax.wordStart && before !== undefined && !/[\s;&|(]/.test(before)) return at
  if (at === 0 && text.startsWith('#!')) return at
  const end = text.indexOf('\n', at)
  return end < 0 ? text.length : end
}

function readString(text: string, at: number, syntax: Syntax): { end: number; open: number; close: number } {
  const quote = text[at] as string
  const triple = syntax.triple && text.startsWith(quote.repeat(3), at)
  const open = triple ? 3 : 1
  const mayBreak = triple || quote === '`' || !syntax.regex
  for (let i = at + open; i < text.length; i++) {
    if (text[i] === '\\' && !(syntax.wordStart && quote === "'")) i++
    else if (triple ? text.startsWith(quote.repeat(3), i) : text[i] === quote)
      return { end: i + open, open, close: open }
    else if (text[i] === '\n' && (!mayBreak || (syntax.triple && !triple))) return { end: i, open, close: 0 }
  }
  return { end: text.length, open, close: 0 }
}

function regexEnd(text: string, at: number): number {
  let inClass = false
  for (let i = at + 1; i < text.length && i < at + 2000; i++) {
    const char = text[i]
    if (char === '\n') return at + 1
    if (char === '\\') i++
    else if (char === '[') inClass = true
    else if (char === ']') inClass = false
    else if (char === '/' && !inClass) return i + 1
  }
  return at + 1
}
