import { isWarnedOf } from './guard.ts'
import { type Language, languageOfFence } from './language.ts'

/** A piece of a document that is code. */
export interface Snippet {
  text: string
  language: Language
  /** Of its first line, from 1. */
  line: number
  kind: 'fence' | 'inline'
  /** The document speaks of it as of something not to be done. */
  warned: boolean
}

export interface MarkdownParts {
  /** The document with its code, its comments and its front matter blanked, of the same length. */
  prose: string
  snippets: Snippet[]
  /** What a rendered page does not show. */
  hidden: { text: string; line: number; start: number }[]
  /** Of each line, the heading it stands under. */
  headings: string[]
}

const blank = (text: string) => text.replace(/[^\n]/g, ' ')

/** Takes a document apart into what is said, what is code, and what is hidden. */
export function readMarkdown(text: string): MarkdownParts {
  const lines = text.split('\n')
  const prose: string[] = []
  const snippets: Snippet[] = []
  const headings: string[] = []
  let heading = ''
  let fence: { mark: string; info: string; from: number; warned: boolean } | undefined
  for (const [index, line] of lines.entries()) {
    const mark = /^[\s>]{0,12}(`{3,}|~{3,})([^`\n]{0,200})$/.exec(line)
    headings.push(heading)
    if (fence) {
      if (mark?.[1]?.startsWith(fence.mark) && mark[2]?.trim() === '') {
        snippets.push(fenceSnippet(lines, fence, index))
        fence = undefined
      }
      prose.push(blank(line))
    } else if (mark) {
      fence = {
        mark: mark[1] as string,
        info: mark[2] as string,
        from: index + 1,
        warned: isWarnedOf(introduction(lines, index, heading)),
      }
      prose.push(blank(line))
    } else {
      const title = /^#{1,6}\s+(.{1,300})/.exec(line)?.[1]
      if (title !== undefined) heading = title
      snippets.push(...inlineSnippets(line, index, `${heading}\n${lineAbove(lines, index)}\n${line}`))
      prose.push(line)
    }
  }
  if (fence) snippets.push(fenceSnippet(lines, fence, lines.length))
  const joined = prose.join('\n')
  return { ...hiddenParts(joined), snippets, headings }
}

type OpenFence = { info: string; from: number; warned: boolean }

function fenceSnippet(lines: string[], fence: OpenFence, end: number): Snippet {
  const body = lines.slice(fence.from, end)
  const first = body.find((line) => line.trim() !== '') ?? ''
  const said = /^\s*(#|\/\/|--|\/\*|<!--)/.test(first) && isWarnedOf(first)
  // A console's transcript: the prompt is no part of the command.
  const text = body
    .map((line) => line.replace(/^(\s*)(?:\$|❯|➜|\w{1,20}@[\w.-]{1,40}[:~\w/-]{0,40}[$#])\s/, '$1'))
    .join('\n')
  return {
    text,
    language: languageOfFence(fence.info),
    line: fence.from + 1,
    kind: 'fence',
    warned: fence.warned || said,
  }
}

/** What is said right above a fenced block: its heading, and the last lines that are not empty. */
function introduction(lines: string[], index: number, heading: string): string {
  const above: string[] = []
  for (let at = index - 1; at >= 0 && at >= index - 4 && above.length < 2; at--) {
    const line = lines[at] as string
    if (line.trim() === '') continue
    if (/^[\s>]*(`{3,}|~{3,})/.test(line)) break
    above.push(line)
  }
  return `${heading}\n${above.join('\n')}`
}

/** The line above, or what introduces the list or table that a line belongs to. */
function lineAbove(lines: string[], index: number): string {
  const inList = /^\s{0,12}(?:[|>*+-]|\d{1,3}[.)])/
  let at = index - 1
  if (!inList.test(lines[index] ?? '')) return lines[at] ?? ''
  for (let steps = 0; at >= 0 && steps < 30; at--, steps++) {
    const line = lines[at] as string
    if (line.trim() !== '' && !inList.test(line)) return line
  }
  return ''
}

function inlineSnippets(line: string, index: number, context: string): Snippet[] {
  const found: Snippet[] = []
  for (const match of line.matchAll(/(`{1,2})([^`\n]{4,2000})\1/g)) {
    const outside = context.replace(match[0], ' ')
    found.push({
      text: (match[2] as string).replaceAll('\\|', ' |'),
      language: 'shell',
      line: index + 1,
      kind: 'inline',
      warned: isWarnedOf(outside),
    })
  }
  return found
}

/** HTML comments, link-reference comments, and elements that a page does not draw. */
function hiddenParts(text: string): Pick<MarkdownParts, 'prose' | 'hidden'> {
  const hidden: MarkdownParts['hidden'] = []
  const take = (whole: string, inner: string, offset: number) => {
    hidden.push({ text: inner, start: offset, line: lineAt(text, offset) })
    return blank(whole)
  }
  const prose = withoutComments(text, take)
    .replace(/^\[(?:\/\/|comment|_|#)\]:\s{0,8}(?:#|<>)\s{0,8}(.{0,4000})$/gim, (whole, inner, offset) =>
      take(whole, inner, offset),
    )
    .replace(
      /<(\w{1,12})\b[^>\n]{0,200}(?:display\s{0,4}:\s{0,4}none|visibility\s{0,4}:\s{0,4}hidden|font-size\s{0,4}:\s{0,4}0|opacity\s{0,4}:\s{0,4}0(?![.\d])|color\s{0,4}:\s{0,4}(?:white|#fff\b|#ffffff|transparent)|(?:left|top|text-indent)\s{0,4}:\s{0,4}-\d{3,6}|font-size\s{0,4}:\s{0,4}[01]px|clip\s{0,4}:\s{0,4}rect|\shidden(?=[\s>=])|aria-hidden\s{0,2}=\s{0,2}["']?true)[^>\n]{0,200}>([\s\S]{0,5000}?)<\/\1>/gi,
      (whole, _, inner, offset) => take(whole, inner, offset),
    )
  for (const match of text.matchAll(/!\[([^\]\n]{60,2000})\]\(/g)) take(match[0], match[1] as string, match.index)
  return { prose, hidden }
}

/** Without its HTML comments, the one that is never closed included. */
function withoutComments(text: string, take: (whole: string, inner: string, offset: number) => string): string {
  const parts: string[] = []
  let at = 0
  for (let open = text.indexOf('<!--'); open >= 0; open = text.indexOf('<!--', at)) {
    const close = text.indexOf('-->', open + 4)
    const end = close < 0 ? text.length : close + 3
    parts.push(text.slice(at, open), take(text.slice(open, end), text.slice(open + 4, close < 0 ? end : close), open))
    at = end
  }
  return parts.join('') + text.slice(at)
}

/** The line of a position, from 1. */
export function lineAt(text: string, position: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at >= 0 && at < position; at = text.indexOf('\n', at + 1)) line++
  return line
}
