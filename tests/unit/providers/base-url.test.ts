import { describe, expect, test } from 'vitest'
import { baseUrl } from '#lib/providers/schema.ts'

describe('a base URL', () => {
  test('loses its last slash', () => {
    expect(baseUrl.parse(' http://localhost:11434/v1/ ')).toBe('http://localhost:11434/v1')
  })
  test.each([
    'localhost:11434',
    'ftp://host/v1',
    'https://user:key@host/v1',
    'https://host/v1?key=x',
    'javascript:1',
    '',
  ])('is not %s', (value) => {
    expect(baseUrl.safeParse(value).success).toBe(false)
  })
})
