import { expect, test } from 'vitest'
import { checkPackage } from '#lib/packages/check-package.ts'
import { readFirstParty } from '#lib/packages/first-party.ts'
import { foldName } from '#lib/packages/names.ts'

const packages = readFirstParty()

test.each(packages.map((each) => [each.manifest.name, each] as const))(
  '%s declares what it needs, and the security check lets it pass',
  (_, { manifest, files, readme }) => {
    const { verdict, findings } = checkPackage(manifest, files)
    expect({ verdict, findings: findings.filter(({ severity }) => severity !== 'low') }).toEqual({
      verdict: 'pass',
      findings: [],
    })
    expect(readme.length).toBeGreaterThan(80)
  },
)

test('no two of them have names or titles that look alike', () => {
  const names = packages.map(({ manifest }) => foldName(manifest.name))
  expect(new Set(names).size).toBe(names.length)
})
