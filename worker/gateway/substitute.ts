import { Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'
import type { AgentSecret } from '#lib/secrets/agent-secrets.ts'
import { type RedactionPatterns, Redactor, redactText } from '#lib/telemetry/redactor.ts'

type Header = [name: string, value: string]

/** Headers that would bring an answer in parts, or in a form that nothing can be found in. */
const LEFT_OUT = new Set(['accept-encoding', 'range', 'if-range'])

/** Puts real values where placeholders stand, in the values of headers and in Basic credentials; names who was used. */
export function putIn(
  headers: readonly Header[],
  granted: readonly AgentSecret[],
): { headers: Header[]; used: AgentSecret[] } {
  const used = new Set<AgentSecret>()
  const replace = (text: string) =>
    granted.reduce((sum, secret) => {
      if (!sum.includes(secret.placeholder)) return sum
      used.add(secret)
      return sum.replaceAll(secret.placeholder, () => secret.value)
    }, text)
  const replaced = headers
    .filter(([name]) => !LEFT_OUT.has(name.toLowerCase()))
    .map(([name, value]): Header => [name, replaceBasic(replace(value), replace)])
  return { headers: [...replaced, ['Accept-Encoding', 'identity']], used: [...used] }
}

function replaceBasic(value: string, replace: (text: string) => string): string {
  const encoded = /^Basic +([A-Za-z0-9+/=_-]+)$/i.exec(value)?.[1]
  if (!encoded) return value
  const credentials = Buffer.from(encoded, 'base64').toString('utf8')
  const real = replace(credentials)
  return real === credentials ? value : `Basic ${Buffer.from(real).toString('base64')}`
}

/** Headers of an answer as the agent may see them: the body is decoded on its way, and its length not known before. */
export function redactHeaders(headers: readonly Header[], patterns: RedactionPatterns): Header[] {
  return headers
    .filter(([name]) => !['content-encoding', 'content-length'].includes(name.toLowerCase()))
    .map(([name, value]) => [redactText(name, patterns), redactText(value, patterns)])
}

const DECODERS: Record<string, (() => Transform) | undefined> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
}

/** What the body has to pass, whatever encoding it was not asked for; null: one that cannot be read. */
export function redactBody(encoding: string | undefined, patterns: RedactionPatterns): Transform[] | null {
  const encodings = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((each) => each.trim())
  const decoders = encodings.filter((each) => each !== '' && each !== 'identity').reverse()
  const made = decoders.map((name) => DECODERS[name]?.())
  if (made.length > 2 || made.some((each) => each === undefined)) return null
  return [...(made as Transform[]), redacting(patterns)]
}

function redacting(patterns: RedactionPatterns): Transform {
  const redactor = new Redactor(patterns)
  return new Transform({
    transform(chunk: Buffer, _, done) {
      done(null, redactor.push(chunk))
    },
    flush(done) {
      done(null, redactor.end())
    },
  })
}
