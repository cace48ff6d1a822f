import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { ScanFile } from '#lib/scan/schema.ts'
import { type MadeEntry, makeTar, makeZip } from './make-archives.ts'
import type { Sample } from './sample.ts'

/**
 * Reads samples that were written one below the other:
 *
 *     === malicious pipe_to_shell a-name
 *     --- SKILL.md
 *     text
 *
 * `\u{200b}` in a text stands for the character, `{{base64:...}}`, `{{hex:...}}`, `{{rot13:...}}` and `{{reverse:...}}` for
 * their coded forms, `{{join:a|b}}` for `ab` (a key that no other scanner should take for one), `{{repeat:text:1000}}` for
 * much of it. A file named `x.zip zip` (or `tar`, `tgz`) has entries `path = text`, `path -> target`.
 */
export function readSamples(path: string): Sample[] {
  const samples: Sample[] = []
  for (const block of readFileSync(path, 'utf8').split(/^=== /m).slice(1)) {
    const headEnd = block.indexOf('\n')
    const [label, category, name] = block.slice(0, headEnd).trim().split(/\s+/)
    if ((label !== 'malicious' && label !== 'benign') || !category || !name)
      throw new Error(`${path}: "${block.slice(0, headEnd)}" is no label, category and name.`)
    const files = block
      .slice(headEnd + 1)
      .split(/^--- /m)
      .slice(1)
      .map(readFile)
    samples.push({ name, malicious: label === 'malicious', category, files })
  }
  return samples
}

function readFile(part: string): ScanFile {
  const headEnd = part.indexOf('\n')
  const [path = '', kind] = part
    .slice(0, headEnd)
    .trim()
    .split(/\s+(?=\S+$)/)
  const text = unfold(part.slice(headEnd + 1).replace(/\n+$/, '\n'))
  if (kind?.startsWith('->')) return { path, bytes: Buffer.alloc(0), linkTarget: kind.slice(2) }
  if (kind === 'zip') return { path, bytes: makeZip(entriesOf(text)) }
  if (kind === 'tar') return { path, bytes: makeTar(entriesOf(text)) }
  if (kind === 'tgz') return { path, bytes: gzipSync(makeTar(entriesOf(text))) }
  if (kind === 'gz') return { path, bytes: gzipSync(text) }
  if (kind === 'bytes') return { path, bytes: Buffer.from(text.replace(/\s/g, ''), 'hex') }
  return { path: path === 'ESCAPING' ? '../../.bashrc' : path, bytes: Buffer.from(text) }
}

function entriesOf(text: string): MadeEntry[] {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const link = / -> /.exec(line)
      if (link)
        return {
          path: line.slice(0, link.index),
          bytes: Buffer.from(line.slice(link.index + 4)),
          linkTarget: line.slice(link.index + 4),
        }
      const at = line.indexOf(' = ')
      const path = line.slice(0, at)
      const content = line.slice(at + 3).replaceAll('\\n', '\n')
      const nested = /^(zip|tar|tgz)\((.*)\)$/s.exec(content)
      if (nested) {
        const inner = entriesOf(nested[2] as string)
        return {
          path,
          bytes: nested[1] === 'zip' ? makeZip(inner) : nested[1] === 'tar' ? makeTar(inner) : gzipSync(makeTar(inner)),
        }
      }
      return { path, bytes: Buffer.from(content) }
    })
}

/** Writes out the short forms, the innermost first. */
function unfold(text: string): string {
  let all = text.replace(/\\u\{([0-9a-fA-F]{2,6})\}/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
  for (let pass = 0; pass < 4; pass++) {
    const before = all
    all = all.replace(
      /\{\{(base64|hex|rot13|reverse|join|tags|repeat|url|zero|charcodes|gzip64|utf16):((?:(?!\{\{|\}\})[\s\S])*)\}\}/g,
      (_, how, inner) => coded(how, inner),
    )
    if (all === before) break
  }
  return all
}

function coded(how: string, inner: string): string {
  switch (how) {
    case 'base64':
      return Buffer.from(inner).toString('base64')
    case 'utf16':
      return Buffer.from(inner, 'utf16le').toString('base64')
    case 'gzip64':
      return gzipSync(inner).toString('base64')
    case 'hex':
      return Buffer.from(inner).toString('hex')
    case 'rot13':
      return inner.replace(/[a-z]/gi, (char) =>
        String.fromCharCode(((char.charCodeAt(0) - (char <= 'Z' ? 65 : 97) + 13) % 26) + (char <= 'Z' ? 65 : 97)),
      )
    case 'reverse':
      return [...inner].reverse().join('')
    case 'join':
      return inner.replaceAll('|', '')
    case 'tags':
      return [...inner].map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join('')
    case 'zero':
      return [...inner]
        .map((char) =>
          char.charCodeAt(0).toString(2).padStart(8, '0').replaceAll('0', '\u200b').replaceAll('1', '\u200c'),
        )
        .join('')
    case 'url':
      return [...inner].map((char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')
    case 'charcodes':
      return [...inner].map((char) => char.charCodeAt(0)).join(', ')
    default: {
      const at = inner.lastIndexOf(':')
      return inner.slice(0, at).repeat(Number(inner.slice(at + 1)))
    }
  }
}
