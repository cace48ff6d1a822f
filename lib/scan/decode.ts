import { respelled, turnedPhrases } from './turned.ts'

/** Text that was found in a coded form, and where. */
export interface Decoded {
  text: string
  start: number
  end: number
}

const maxDecoded = 40

/** Everything in a text that decodes to text: base64, hex, percent signs, entities, rot13, and words set backwards. */
export function decodeAll(text: string): Decoded[] {
  const found: Decoded[] = []
  const add = (start: number, length: number, decoded: string | undefined) => {
    if (decoded && found.length < maxDecoded && looksSaid(decoded))
      found.push({ text: decoded, start, end: start + length })
  }
  for (const match of text.matchAll(/[A-Za-z0-9+/_-]{20,200000}={0,2}/g)) {
    if (!/[a-z]/.test(match[0]) || !/[A-Z]/.test(match[0])) continue
    const plain = fromBase64(match[0])
    add(match.index, match[0].length, plain)
    if (plain && /^[A-Za-z0-9+/_-]{20,}={0,2}\s*$/.test(plain))
      add(match.index, match[0].length, fromBase64(plain.trim()))
  }
  // Broken over several lines, or over several strings.
  for (const match of text.matchAll(/(?:[A-Za-z0-9+/]{20,120}["'\s+,\\]{1,12}){2,400}[A-Za-z0-9+/]{2,120}={0,2}/g)) {
    add(match.index, match[0].length, fromBase64(match[0].replace(/[^A-Za-z0-9+/=]/g, '')))
  }
  for (const match of text.matchAll(/\b(?:[0-9a-f]{2}[\s:,]?){14,50000}\b/gi)) {
    if (/^\d+$/.test(match[0])) continue
    add(match.index, match[0].length, printable(Buffer.from(match[0].replace(/[^0-9a-f]/gi, ''), 'hex')))
  }
  for (const match of text.matchAll(/\b[A-Z2-7]{32,20000}={0,6}/g))
    add(match.index, match[0].length, fromBase32(match[0]))
  for (const match of text.matchAll(/(?:%[0-9a-f]{2}|[\w.~-]){0,40}(?:%[0-9a-f]{2}[\w.~-]{0,6}){8,2000}/gi)) {
    add(
      match.index,
      match[0].length,
      match[0].replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    )
  }
  for (const match of text.matchAll(/(?:&#x?[0-9a-f]{2,6};){6,4000}/gi)) {
    add(
      match.index,
      match[0].length,
      match[0].replace(/&#(x?)([0-9a-f]{2,6});/gi, (_, hex, code) => safeChar(Number.parseInt(code, hex ? 16 : 10))),
    )
  }
  for (const match of text.matchAll(/(?:\\x[0-9a-f]{2}|\\u00[0-9a-f]{2}){8,4000}/gi)) {
    add(
      match.index,
      match[0].length,
      match[0].replace(/\\(?:x|u00)([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    )
  }
  for (const match of text.matchAll(/(?:\b(?:3[2-9]|[4-9]\d|1[01]\d|12[0-6])\b[\s,;]{1,3}){14,4000}\d{2,3}\b/g)) {
    add(match.index, match[0].length, (match[0].match(/\d+/g) ?? []).map((code) => safeChar(Number(code))).join(''))
  }
  for (const match of text.matchAll(/(?:\b[01]{8}\b\s?){8,4000}/g)) {
    add(
      match.index,
      match[0].length,
      (match[0].match(/[01]{8}/g) ?? []).map((bits) => String.fromCharCode(Number.parseInt(bits, 2))).join(''),
    )
  }
  for (const phrase of [...turnedPhrases(text), ...respelled(text)])
    add(phrase.start, phrase.end - phrase.start, phrase.text)
  return found
}

const safeChar = (code: number) => (code > 0 && code < 0x110000 ? String.fromCodePoint(code) : ' ')

function fromBase64(text: string): string | undefined {
  return printable(Buffer.from(text.replaceAll('-', '+').replaceAll('_', '/'), 'base64'))
}

function fromBase32(text: string): string | undefined {
  let bits = ''
  for (const char of text.replace(/=+$/, '').slice(0, 4000))
    bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0')
  return printable(Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))))
}

/** The bytes as text, where they are text: UTF-8, or UTF-16 as PowerShell has it. */
function printable(bytes: Buffer): string | undefined {
  if (bytes.length < 10) return undefined
  const wide =
    bytes.length > 12 && bytes.subarray(0, 40).filter((byte, index) => index % 2 === 1 && byte === 0).length >= 6
  const text = bytes.toString(wide ? 'utf16le' : 'utf8')
  const sample = text.slice(0, 2000)
  const odd = sample.match(/[^\t\n\r\x20-\x7e\u00a0-\uffef]|\ufffd/g)?.length ?? 0
  return odd <= sample.length * 0.03 ? text : undefined
}

/** Words or a command, rather than an identifier that happens to decode. */
const looksSaid = (text: string) => /[a-z]{3,}/i.test(text) && /[\s(/:|]/.test(text)
