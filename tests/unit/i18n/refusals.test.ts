import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import refusals from '#app/_messages/refusals.de.json'
import { inLanguage } from '#app/_server/refusal-words.ts'
import { projectRoot } from '#scripts/services/folders.ts'

test.each(Object.entries(refusals))(
  '%s is said somewhere, and in German with the same things in it',
  (english, german) => {
    const placesIn = (text: string) => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort()
    // German may leave out what only a programmer would read; it never has more.
    expect(placesIn(english)).toEqual(expect.arrayContaining(placesIn(german)))
    const isZods = /^(Invalid|Too)/.test(english)
    const longest = english.split(/\{\d\}/).sort((one, other) => other.length - one.length)[0] as string
    const sources = globSync('{lib,app/_server,worker}/**/*.ts', { cwd: projectRoot, exclude: ['lib/db/generated/**'] })
    const isSaid = sources.some((path) => readFileSync(join(projectRoot, path), 'utf8').includes(longest))
    if (!isZods) expect(isSaid).toBe(true)
  },
)

test('a refusal is told in the person’s language, field by field; what is not known stays', () => {
  const failure = {
    code: 'conflict' as const,
    message: 'ada@example.com is a member already, as admin.',
    fieldErrors: { name: ['Give the agent a name.', 'Something quite new.'] },
  }
  expect(inLanguage('de', failure)).toEqual({
    code: 'conflict',
    message: 'ada@example.com ist schon Mitglied, als admin.',
    fieldErrors: { name: ['Geben Sie dem Agenten einen Namen.', 'Something quite new.'] },
  })
  expect(inLanguage('en', failure)).toBe(failure)
})

test('a sentence of ours within another one is told in the same language, a provider’s stays as it is', () => {
  const germanOf = (message: string) => inLanguage('de', { code: 'unavailable', message }).message
  expect(germanOf('OpenAI cannot be reached. Nothing listens at this address.')).toBe(
    'OpenAI ist nicht zu erreichen. An dieser Adresse antwortet nichts.',
  )
  expect(germanOf('OpenAI refuses the key: Incorrect API key provided.')).toBe(
    'OpenAI nimmt den Schlüssel nicht an: Incorrect API key provided.',
  )
})
