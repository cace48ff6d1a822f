import { expect, test } from 'vitest'
import { foldName, isNewer } from '#lib/packages/names.ts'

test.each([
  ['mail-tools', 'mailtools'],
  ['mail-tools', 'MAIL_TOOLS'],
  ['mail-tools', 'rnail-tools'],
  ['mail-tools', 'mai1-t00ls'],
  ['paypal', 'раураl'],
  ['wave', 'vvave'],
])('%s and %s look the same', (one, other) => {
  expect(foldName(other)).toBe(foldName(one))
})

test.each([
  ['github', 'gitlab'],
  ['csv-analysis', 'cvs-analysis'],
])('%s and %s do not', (one, other) => {
  expect(foldName(other)).not.toBe(foldName(one))
})

test('versions are ordered as semantic versioning has it', () => {
  const ordered = [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0',
    '1.0.10',
    '1.2.0',
  ]
  for (const [index, version] of ordered.entries()) {
    for (const [at, other] of ordered.entries()) expect(isNewer(version, other), `${version} ${other}`).toBe(index > at)
  }
})
