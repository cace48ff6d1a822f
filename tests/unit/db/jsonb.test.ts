import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toJsonb, toText } from '#lib/db/jsonb.ts'

test('what PostgreSQL refuses is replaced, all else stays', () => {
  expect(JSON.parse(toJsonb({ 'a\0': 'x\0y', half: '\ud83d', pair: '😀', text: '\\u0000 \\ud83d "quoted"' }))).toEqual({
    'a\ufffd': 'x\ufffdy',
    half: '\ufffd',
    pair: '😀',
    text: '\\u0000 \\ud83d "quoted"',
  })
  expect(toText('a\0b\ud83d')).toBe('a\ufffdb\ufffd')
})

test('any value comes out well-formed and without NUL', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const json = toJsonb(value)
      const strings: string[] = []
      JSON.parse(json, (key, each) => {
        strings.push(key, ...(typeof each === 'string' ? [each] : []))
        return each
      })
      for (const each of strings) {
        expect(each.isWellFormed()).toBe(true)
        expect(each).not.toContain('\0')
      }
    }),
  )
})
