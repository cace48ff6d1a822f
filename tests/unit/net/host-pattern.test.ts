import { describe, expect, test } from 'vitest'
import { findPattern, hostPattern, parseTarget } from '#lib/net/host-pattern.ts'

describe('a pattern of hosts', () => {
  test.each([
    'example.com',
    'a-b.example.com',
    '*.example.com',
    'example.com:8443',
    '10.0.0.1',
    'xn--bcher-kva.example',
  ])('may be %s', (pattern) => {
    expect(hostPattern.parse(` ${pattern.toUpperCase()} `)).toBe(pattern)
  })
  test.each([
    '*',
    '*.com',
    'com',
    'https://example.com',
    'example.com/path',
    'a.*.com',
    '*example.com',
    'exa mple.com',
    'example.com:0',
    'example.com:',
    '-a.com',
    'a@b.com',
  ])('is not %s', (pattern) => {
    expect(hostPattern.safeParse(pattern).success).toBe(false)
  })
  test.each([
    ['example.com', 'example.com', 443, true],
    ['example.com', 'example.com', 8443, false],
    ['example.com:8443', 'example.com', 8443, true],
    ['example.com:8443', 'example.com', 443, false],
    ['example.com', 'www.example.com', 443, false],
    ['*.example.com', 'a.b.example.com', 443, true],
    ['*.example.com', 'example.com', 443, false],
    ['*.example.com', 'badexample.com', 443, false],
    ['example.com', 'example.com.evil.net', 443, false],
  ])('%s means %s:%i: %s', (pattern, host, port, means) => {
    expect(findPattern([pattern], { host, port }) !== undefined).toBe(means)
  })
})

test.each([
  ['EXAMPLE.com.:443', 'example.com', 443],
  ['example.com', 'example.com', 443],
  ['example.com:80', 'example.com', 80],
  ['example.com:21', 'example.com', 21],
  ['2130706433:80', '127.0.0.1', 80],
  ['0x7f.1:80', '127.0.0.1', 80],
  ['[::ffff:7f00:1]:80', '::ffff:7f00:1', 80],
  ['bücher.example:443', 'xn--bcher-kva.example', 443],
])('%s is %s at port %i', (text, host, port) => {
  expect(parseTarget(text, 443)).toEqual({ host, port })
})

test.each(['', ':443', 'a b:1', 'user@example.com:443', 'example.com:99999', 'example.com/x', 'a\\b'])(
  '%j is no host and port',
  (text) => {
    expect(parseTarget(text, 443)).toBeNull()
  },
)
