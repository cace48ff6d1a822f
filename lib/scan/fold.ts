import type { Language } from './language.ts'

const maxPasses = 6
const maxVariables = 60

/** Writes out what code builds from pieces, so that a word split in three is found as one. Lines stay where they are. */
export function fold(code: string, language: Language): string {
  let text = decodeEscapes(code)
  text = language === 'shell' || language === 'text' || language === 'markdown' ? foldShell(text) : foldLiterals(text)
  text = insertConstants(text, language)
  return language === 'shell' ? text : foldLiterals(text)
}

const fromCode = (code: number) => (code >= 32 && code < 0x110000 ? String.fromCodePoint(code) : ' ')
const quoted = (value: string) => `"${value.replace(/["\\\n]/g, ' ')}"`
const codesOf = (list: string) =>
  quoted((list.match(/0x[0-9a-f]{1,6}|\d{1,7}/gi) ?? []).map((code) => fromCode(Number(code))).join(''))

function decodeEscapes(code: string): string {
  return code
    .replace(/\\x([0-9a-f]{2})/gi, (_, hex) => fromCode(Number.parseInt(hex, 16)))
    .replace(/\\u\{?([0-9a-f]{4,6})\}?/gi, (_, hex) => fromCode(Number.parseInt(hex, 16)))
    .replace(/\\([0-3][0-7]{2})/g, (_, octal) => fromCode(Number.parseInt(octal, 8)))
}

function foldLiterals(code: string): string {
  let text = code
  for (let pass = 0; pass < maxPasses; pass++) {
    const before = text
    text = text
      .replace(/\b(?:chr|chr\$|unichr)\(\s*(0x[0-9a-f]{1,6}|\d{1,7})\s*\)/gi, (_, list) => codesOf(list))
      .replace(/String\.from(?:CharCode|CodePoint)\(([\d\sxa-f,]{1,20000})\)/gi, (_, list) => codesOf(list))
      .replace(/\bmap\(\s*chr\s*,\s*[[(]([\d\sxa-f,]{3,20000})[\])]\s*\)/gi, (_, list) => `[${codesOf(list)}, ""]`)
      .replace(/\bbytes(?:array)?\(\s*[[(]([\d\sxa-f,]{3,20000})[\])]\s*\)(?:\.decode\([^)]{0,20}\))?/gi, (_, list) =>
        codesOf(list),
      )
      .replace(/\[([\d\sxa-f,]{11,20000})\]/gi, (whole, list) => (readable(codesOf(list)) ? codesOf(list) : whole))
      .replace(/\(\s*(["'][^"'\n]{0,2000}["'])\s*\)(?=\s*[+.])/g, '$1')
      .replace(
        /\[\s{0,40}((?:["'`][^"'`\n]{0,60}["'`]\s{0,40}(?:,\s{0,40})?){2,200})\]\s{0,20}\.join\(\s*["'`]([^"'`\n]{0,3})["'`]\s*\)/g,
        (_, list, between) => joined(list, between),
      )
      .replace(
        /(?:""|'')\.join\(\s{0,40}[[(]\s{0,40}((?:["'][^"'\n]{0,60}["']\s{0,40}(?:,\s{0,40})?){2,200})[\])]\s{0,40}\)/g,
        (_, list) => joined(list),
      )
      .replace(/["']([^"'\n]{3,2000})["']\[::\s*-1\]/g, (_, value) => quoted([...value].reverse().join('')))
      .replace(/["'`]([^"'`\n]{3,2000})["'`]\.split\([^)]{0,4}\)\.reverse\(\)\.join\([^)]{0,4}\)/g, (_, value) =>
        quoted([...value].reverse().join('')),
      )
      .replace(/(["'`])([ \t]{0,20}\n?[ \t]{0,20})\+([ \t]{0,20}\n?[ \t]{0,20})[fbru]?["'`]/g, (_, __, a, b) =>
        newlines(a + b),
      )
    if (text === before) break
  }
  return text
}

const newlines = (text: string) => text.replace(/[^\n]/g, '')
const joined = (list: string, between = '') =>
  quoted((list.match(/["'`]([^"'`\n]{0,60})["'`]/g) ?? []).map((one) => one.slice(1, -1)).join(between))
const readable = (value: string) => /[a-z]{3,}/i.test(value) && !/ {3,}/.test(value)

function foldShell(code: string): string {
  return (
    code
      .replace(/\$\{?IFS\}?(?:\$\d)?/g, ' ')
      .replace(/\$\(\s?(?:printf|echo(?: -n?e?)?)\s{1,4}["']?([\w./:-]{1,80})["']?\s?\)/g, '$1')
      .replace(/\$'([^'\n]{1,2000})'/g, '$1')
      .replace(/\{([a-z0-9_./:-]{1,40}(?:,[^,{}\s]{1,200}){1,6})\}/gi, (_, list) => list.replaceAll(',', ' '))
      // c""url, c''url, c\url: one word to a shell.
      .replace(/([a-z])(?:""|'')(?=[a-z])/gi, '$1')
      .replace(/([a-z])\\(?=[a-z])/gi, '$1')
      .replace(/([a-z])"([a-z]{1,8})"(?=[a-z]|\s|$)/gi, '$1$2')
      .replace(/([a-z])'([a-z]{1,8})'(?=[a-z]|\s|$)/gi, '$1$2')
      .replace(/\\\n/g, ' \n')
  )
}

/** Names that are given a short text once, written where they are used. */
function insertConstants(code: string, language: Language): string {
  const shell = language === 'shell' || language === 'text' || language === 'markdown'
  const assignment = shell
    ? /(?:^|[\s;])(?:export |local |readonly )?([A-Za-z_]\w{0,40})=(?:"([^"\n$`]{1,200})"|'([^'\n]{1,200})'|([^\s"'$`;|&()]{1,200}))/g
    : /(?:^|[\s;,({])([A-Za-z_$][\w$]{0,40})\s{0,10}=\s{0,10}[fbru]?(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|`([^`\n$]{1,200})`)/g
  const values = new Map<string, string>()
  for (const match of code.matchAll(assignment)) {
    if (values.size >= maxVariables) break
    if (match[1]) values.set(match[1], match[2] ?? match[3] ?? match[4] ?? '')
  }
  if (values.size === 0) return code
  if (shell) {
    return code.replace(/\$\{?([A-Za-z_]\w{0,40})\}?/g, (whole, name) => values.get(name) ?? whole)
  }
  return code
    .replace(/\$?\{\s{0,10}([A-Za-z_]\w{0,40})\s{0,10}\}/g, (whole, name) => values.get(name) ?? whole)
    .replace(/([+(,[]\s{0,10})([A-Za-z_$][\w$]{0,40})(?=\s{0,10}[+),\]])/g, (whole, before, name) => {
      const value = values.get(name)
      return value === undefined ? whole : `${before}"${value}"`
    })
}
