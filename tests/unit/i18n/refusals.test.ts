import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import refusals from '#app/_messages/refusals.de.json'
import { inLanguage } from '#app/_server/refusal-words.ts'
import { projectRoot } from '#scripts/services/folders.ts'

const allSources = globSync('{lib,app/_server,worker}/**/*.ts', { cwd: projectRoot, exclude: ['lib/db/generated/**'] })
  .map((path) => readFileSync(join(projectRoot, path), 'utf8'))
  .join('\n')

test.each(Object.entries(refusals))(
  '%s is said somewhere, and in German with the same things in it',
  (english, german) => {
    const placesIn = (text: string) => [...text.matchAll(/\{\d\}/g)].map(([place]) => place).sort()
    // German may leave out what only a programmer would read; it never has more.
    expect(placesIn(english)).toEqual(expect.arrayContaining(placesIn(german)))
    const isZods = /^(Invalid|Too)/.test(english)
    const longest = english.split(/\{\d\}/).sort((one, other) => other.length - one.length)[0] as string
    if (!isZods) expect(allSources.includes(longest)).toBe(true)
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

/** What these refuse no page asks for: it is read by clients of the API, by models, or by whoever runs the installation. */
const NOT_ON_PAGES = [
  'lib/access/define-use-case.ts',
  'lib/mcp/load-call.ts',
  'lib/notifications/update-settings.ts',
  'lib/runs/answer-tools.ts',
  'lib/runs/find-run-of-tool.ts',
  'lib/runs/start-completion.ts',
  'lib/secrets/keyring.ts',
  'lib/skills/open-skill.ts',
  'lib/workspaces/signed-scope.ts',
]

test('what lib refuses in words of its own has German words', () => {
  const sources = globSync('lib/**/*.ts', { cwd: projectRoot, exclude: ['lib/db/generated/**', ...NOT_ON_PAGES] })
  const unknown = sources.flatMap((path) =>
    refusalsIn(readFileSync(join(projectRoot, path), 'utf8'))
      .filter((said) => inLanguage('de', { code: 'conflict', message: said }).message === said)
      .map((said) => `${path}: ${said}`),
  )
  expect(unknown).toEqual([])
})

/** Messages of `new AppError(code, message)` with a made-up word for each thing that stands in them. */
function refusalsIn(source: string): string[] {
  const made = source.matchAll(/new AppError\(\s*'\w+',\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"|`([^`]*)`)/g)
  const said = [...made].map(([, single, double, template]) =>
    (single ?? double ?? template ?? '').replaceAll(/\$\{[^}]*\}/g, 'something').replaceAll('\\', ''),
  )
  // A field's name before a reason that comes from elsewhere has no words of its own.
  return said.filter((words) => !/^[\w.]+: something$/.test(words))
}
