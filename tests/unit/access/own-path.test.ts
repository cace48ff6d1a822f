import { expect, test } from 'vitest'
import { ownPath } from '#app/(auth)/_components/own-path.ts'

const here = 'https://crew.example'

test.each([
  ['/w/1/files?tab=new', '/w/1/files?tab=new'],
  ['https://crew.example/invite/abc', '/invite/abc'],
  [undefined, '/'],
  ['', '/'],
])('%s leads to %s', (returnTo, path) => {
  expect(ownPath(returnTo, here)).toBe(path)
})

test.each([
  'https://evil.example/',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  'https://crew.example//evil.example',
  'https://crew.example/\\evil.example',
  'javascript:alert(1)',
  'data:text/html,hello',
  'https://crew.example@evil.example/',
  'https://crew.example:444/',
  ' //evil.example',
  '/\t/evil.example',
])('%s leads nowhere else', (returnTo) => {
  expect(ownPath(returnTo, here)).toBe('/')
})
