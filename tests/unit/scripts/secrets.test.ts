import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { ensureSecrets } from '#scripts/start/secrets.ts'

afterEach(() => vi.unstubAllEnvs())

function dataFolder(): string {
  return mkdtempSync(join(tmpdir(), 'crewhouse-secrets-'))
}

test('secrets are made once, are readable by their owner alone, and differ between installations', () => {
  const folder = dataFolder()
  const first = ensureSecrets(folder)
  expect(statSync(join(folder, 'secrets.env')).mode & 0o777).toBe(0o600)
  expect(Buffer.from(first.CREWHOUSE_KEK, 'base64')).toHaveLength(32)
  expect(ensureSecrets(folder)).toEqual(first)
  const other = ensureSecrets(dataFolder())
  for (const name of Object.keys(first) as (keyof typeof first)[]) expect(other[name]).not.toBe(first[name])
})

test('a secret that is missing from the file is added without touching the others', () => {
  const folder = dataFolder()
  const kek = Buffer.alloc(32, 7).toString('base64')
  writeFileSync(join(folder, 'secrets.env'), `CREWHOUSE_KEK=${kek}\n`)
  expect(ensureSecrets(folder).CREWHOUSE_KEK).toBe(kek)
  expect(readFileSync(join(folder, 'secrets.env'), 'utf8').startsWith(`CREWHOUSE_KEK=${kek}\n`)).toBe(true)
})

test('the environment wins, and what it gives is not written down', () => {
  const folder = dataFolder()
  const given = 'given from outside, long enough to be one'
  vi.stubEnv('CREWHOUSE_SECRET', given)
  expect(ensureSecrets(folder).CREWHOUSE_SECRET).toBe(given)
  expect(readFileSync(join(folder, 'secrets.env'), 'utf8')).not.toContain('CREWHOUSE_SECRET')
})

test('a secret that is too short to be one is refused by name', () => {
  vi.stubEnv('CREWHOUSE_SECRET', 'short')
  expect(() => ensureSecrets(dataFolder())).toThrow(/CREWHOUSE_SECRET/)
})
