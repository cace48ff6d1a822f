import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RedactionPatterns, Redactor, redactText } from '#lib/telemetry/redactor.ts'

const SECRET = 'sk-live/ü"&+ 42-abcdef'
const patterns = new RedactionPatterns([
  { value: SECRET, replacement: '<one>' },
  { value: 'password1', replacement: '<two>' },
])

/** The stream, given in pieces that end where the cuts say. */
function inPieces(bytes: Buffer, cuts: number[], used = patterns): string {
  const redactor = new Redactor(used)
  const parts: Buffer[] = []
  let at = 0
  for (let i = 0; at < bytes.length; i++) {
    const size = cuts[i % cuts.length] ?? 1
    parts.push(Buffer.from(redactor.push(bytes.subarray(at, at + size))))
    at += size
  }
  return Buffer.concat([...parts, redactor.end()]).toString('utf8')
}

const cuts = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 })
const noise = fc.string({ maxLength: 60 })
const spellings: [string, (value: string) => string][] = [
  ['as it is', (value) => value],
  ['in Base64', (value) => Buffer.from(value).toString('base64')],
  ['in Base64 for addresses', (value) => Buffer.from(value).toString('base64url')],
  ['URL-encoded', encodeURIComponent],
  ['as of a form', (value) => new URLSearchParams({ v: value }).toString().slice(2)],
  ['in JSON', (value) => JSON.stringify(value).slice(1, -1)],
  ['in Base64 twice', (value) => Buffer.from(Buffer.from(value).toString('base64')).toString('base64')],
  ['in hexadecimal', (value) => Buffer.from(value).toString('hex')],
]

describe('a value', () => {
  test.each(spellings)('does not come through %s, wherever it is cut', (_, spell) => {
    fc.assert(
      fc.property(noise, noise, cuts, (before, after, pieces) => {
        const shown = inPieces(Buffer.from(`${before}${spell(SECRET)}${after}`), pieces)
        expect(shown).toContain('<one>')
        expect(shown).not.toContain(spell(SECRET).slice(2, -4))
      }),
    )
  })

  test('does not come through within something longer that was encoded whole', () => {
    fc.assert(
      fc.property(noise, noise, cuts, (before, after, pieces) => {
        const encoded = Buffer.from(`${before}${SECRET}${after}`).toString('base64')
        const shown = inPieces(Buffer.from(encoded), pieces)
        expect(shown).toContain('<one>')
        const decoded = Buffer.from(shown.replace('<one>', ''), 'base64').toString('latin1')
        expect(decoded).not.toContain(Buffer.from(SECRET).toString('latin1').slice(4, 16))
      }),
    )
  })

  test('does not come through in Base64 that is wrapped over lines', () => {
    const breaks = fc.constantFrom('\n', '\r\n', '\n  ', '\r\n\t')
    fc.assert(
      fc.property(noise, noise, cuts, fc.integer({ min: 8, max: 80 }), breaks, (before, after, pieces, width, wrap) => {
        const encoded = Buffer.from(`${before}${SECRET}${after}`).toString('base64')
        const wrapped = encoded.replace(new RegExp(`.{${width}}`, 'g'), `$&${wrap}`)
        const shown = inPieces(Buffer.from(wrapped), pieces)
        expect(shown).toContain('<one>')
        const decoded = Buffer.from(shown.replace('<one>', '').replace(/\s/g, ''), 'base64').toString('latin1')
        expect(decoded).not.toContain(Buffer.from(SECRET).toString('latin1').slice(4, 16))
      }),
    )
  })

  test('holds no line back once it is whole', () => {
    const redactor = new Redactor(patterns)
    expect(redactor.push(Buffer.from(`the key is ${SECRET}\n`)).toString()).toBe('the key is <one>\n')
    expect(redactor.push(Buffer.from('the next is s\n')).toString()).toBe('the next is s\n')
  })

  test('is all that is changed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), cuts, (bytes, pieces) => {
        const redactor = new Redactor(patterns)
        const parts: Buffer[] = []
        let at = 0
        for (let i = 0; at < bytes.length; i++) {
          parts.push(Buffer.from(redactor.push(bytes.subarray(at, at + (pieces[i % pieces.length] ?? 1)))))
          at += pieces[i % pieces.length] ?? 1
        }
        expect(Buffer.compare(Buffer.concat([...parts, redactor.end()]), Buffer.from(bytes))).toBe(0)
      }),
    )
  })

  test('is found whatever was mistaken for its beginning, and beside others', () => {
    const used = new RedactionPatterns([
      { value: 'aaaaaaab', replacement: 'X' },
      { value: 'aaaaaaaa', replacement: 'Y' },
      { value: 'abcdefgh', replacement: 'Z' },
    ])
    expect(redactText('aaaaaaaabcdefgh!', used)).not.toMatch(/aaaaaaa|bcdefgh/)
    expect(redactText('password1password1', patterns)).toBe('<two><two>')
    expect(redactText(`x${SECRET}password1y`, patterns)).toBe('x<one><two>y')
    expect(inPieces(Buffer.from('paspasswpassword1ord1'), [1])).toBe('paspassw<two>ord1')
  })

  test('is replaced as a model of it would', () => {
    const alphabet = fc.constantFrom('a', 'b')
    const word = fc.array(alphabet, { minLength: 8, maxLength: 10 }).map((letters) => letters.join(''))
    fc.assert(
      fc.property(word, fc.array(alphabet, { maxLength: 60 }), cuts, (value, letters, pieces) => {
        const text = letters.join('')
        const used = new RedactionPatterns([{ value, replacement: '-' }])
        const covered = Array.from(text, (_, at) =>
          Array.from({ length: value.length }, (_, i) => at - i).some(
            (from) => from >= 0 && text.startsWith(value, from),
          ),
        )
        const shown = inPieces(Buffer.from(text), pieces, used)
        const kept = Array.from(text)
          .filter((_, at) => !covered[at])
          .join('')
        expect(shown.replaceAll('-', '')).toBe(kept)
      }),
    )
  })
})

test('the work grows with the bytes, whatever they are', () => {
  const value = 'a'.repeat(4000)
  const used = new RedactionPatterns([{ value: `${value}b`, replacement: '-' }])
  let steps = 0
  const counted: RedactionPatterns = Object.create(used, {
    next: {
      value: (state: number, byte: number) => {
        steps++
        return used.next(state, byte)
      },
    },
  })
  for (const name of ['depth', 'matched', 'owner', 'replacements'] as const) {
    Object.defineProperty(counted, name, { value: used[name] })
  }
  Object.defineProperty(counted, 'isEmpty', { value: false })
  const redactor = new Redactor(counted)
  for (let i = 0; i < 50; i++) redactor.push(Buffer.from(value))
  expect(steps).toBe(50 * 4000)
})
