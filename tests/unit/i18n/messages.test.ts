import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { expect, test } from 'vitest'
import { projectRoot } from '#scripts/services/folders.ts'

const folder = join(projectRoot, 'app/_messages')
const namespaces = globSync('en/*.json', { cwd: folder }).map((path) => path.slice(3, -5))

/** The messages of a file by their full key. */
function messagesOf(locale: string, namespace: string): Map<string, string> {
  const flat = new Map<string, string>()
  const walk = (value: unknown, path: string[]) => {
    if (typeof value === 'string') flat.set(path.join('.'), value)
    else for (const [key, inner] of Object.entries(value as object)) walk(inner, [...path, key])
  }
  walk(JSON.parse(readFileSync(join(folder, locale, `${namespace}.json`), 'utf8')), [])
  return flat
}

/** What a message is given: `count: plural`, `<link>`. Throws where it is no ICU message. */
function argumentsOf(elements: MessageFormatElement[]): string[] {
  return elements.flatMap((element) => {
    if (element.type === TYPE.literal || element.type === TYPE.pound) return []
    if (element.type === TYPE.tag) return [`<${element.value}>`, ...argumentsOf(element.children)]
    const inner = 'options' in element ? Object.values(element.options).flatMap(({ value }) => argumentsOf(value)) : []
    return [`${element.value}: ${TYPE[element.type]}`, ...inner]
  })
}

test('both languages have the same files', () => {
  expect(
    globSync('de/*.json', { cwd: folder })
      .map((path) => path.slice(3, -5))
      .sort(),
  ).toEqual(namespaces.sort())
})

test.each(namespaces)('%s says the same things in both languages, from the same arguments', (namespace) => {
  const describeAll = (locale: string) =>
    Object.fromEntries(
      [...messagesOf(locale, namespace)]
        .map(([key, text]) => [key, [...new Set(argumentsOf(parse(text)))].sort()] as const)
        .sort(([one], [other]) => one.localeCompare(other)),
    )
  expect(describeAll('de')).toEqual(describeAll('en'))
})

test.each(namespaces)('%s has no message that is never said', (namespace) => {
  const sources = globSync('{app,components}/**/*.{ts,tsx}', { cwd: projectRoot }).map((path) =>
    readFileSync(join(projectRoot, path), 'utf8'),
  )
  const speakers = sources.filter((source) => new RegExp(`['\`]${namespace}[.'\`]`).test(source)).join('\n')
  const said = (key: string) => {
    const path = key.split('.')
    if (speakers.includes(path.at(-1) as string)) return true
    // Or by a key that is put together from a value, perhaps below a part of the namespace: t(`status.${status}`).
    const endings = [...speakers.matchAll(/`\$\{[^}]*\}(\w+)`/g)].map(([, ending]) => ending as string)
    if (endings.some((ending) => key.endsWith(ending))) return true
    const fixed = path.slice(0, -1)
    // The value may itself hold a dot: t(`reasons.${reason}`) says `reasons.pipe.downloadRun`.
    const parts = fixed.flatMap((_, from) => fixed.slice(from).map((__, more) => fixed.slice(from, from + more + 1)))
    return parts.some((part) => speakers.includes(`\`${part.join('.')}.\${`))
  }
  if (namespace === 'global-error') return
  expect([...messagesOf('en', namespace).keys()].filter((key) => !said(key))).toEqual([])
})
