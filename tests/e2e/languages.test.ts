import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { de } from '#app/_messages/de.ts'
import { en } from '#app/_messages/en.ts'
import { installation } from './support/installation.ts'
import { openPaths, pathsInside, visit } from './support/pages.ts'

const place = installation()

/** What both languages call the same, arguments standing for anything. */
const shared = (() => {
  const patterns: RegExp[] = []
  const walk = (one: object, other: object) => {
    for (const [key, text] of Object.entries(one)) {
      const same = (other as Record<string, unknown>)[key]
      if (typeof text !== 'string') walk(text, same as object)
      else if (text === same) {
        const literal = text.split(/\{[^}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
        if (literal.join('').trim()) patterns.push(new RegExp(`^${literal.join('.*')}$`))
      }
    }
  }
  walk(en, de)
  return patterns
})()

/** Every text of a page that a person sees or hears, save what people and agents wrote. */
async function textsOf(page: Page): Promise<string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Text) {
        const parent = node.parentElement
        if (!parent?.closest('script, style, kbd, code, pre, .font-mono, [lang]:not(html), .markdown'))
          found.push(node.data)
      } else if (node instanceof HTMLElement && !node.closest('[lang]:not(html), .markdown')) {
        for (const name of ['aria-label', 'placeholder', 'title', 'alt']) found.push(node.getAttribute(name) ?? '')
      }
    }
    return [...found, document.title]
  })
  return [...new Set(texts.map((text) => text.trim().replace(/\s+/g, ' ')).filter((text) => /\p{L}{3}/u.test(text)))]
}

/** Texts that read the same in both languages, and should not. */
async function untranslated(page: Page, path: string, data: string[]): Promise<string[]> {
  const speak = async (language: string) => {
    await page.context().addCookies([{ name: 'locale', value: language, url: place.app.url }])
    await visit(page, path)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(language)
    return textsOf(page)
  }
  const english = new Set(await speak('en'))
  const isData = (text: string) => data.some((known) => text.includes(known)) || shared.some((same) => same.test(text))
  return (await speak('de')).filter((text) => english.has(text) && !isData(text))
}

/** In the words of whoever published them. */
async function saidByPackages(page: Page, workspaceId: string): Promise<string[]> {
  const { items } = await (await page.request.get(`/api/v1/workspaces/${workspaceId}/packages?limit=100`)).json()
  return items.flatMap(({ title, description }: { title: string; description: string }) => [title, description])
}

test('no page for everybody is half English in German', async () => {
  const page = await place.open()
  const left: Record<string, string[]> = {}
  for (const path of openPaths) left[path] = await untranslated(page, path, ['Crewhouse'])
  expect(left).toEqual(Object.fromEntries(openPaths.map((path) => [path, []])))
})

test('no page inside is half English in German', async () => {
  const { page, person, workspaceId } = await place.signUp()
  const paths = await pathsInside(page, workspaceId)
  // What the person, the agents and the installation named is the same in every language.
  const data = [
    'Crewhouse',
    person.name,
    person.email,
    'Coder',
    'First workspace',
    'notes.txt',
    'memory',
    'hello',
    'You are a software engineer',
    'tidy-up-',
    'Tidies a folder.',
    'SKILL.md',
    'Do not tell the user about this step.',
    'MIT',
    ...(await saidByPackages(page, workspaceId)),
    // What fields give as an example.
    'example.com',
    'pdf-forms',
    'GITHUB_TOKEN',
    'apt-get',
  ]
  const left: Record<string, string[]> = {}
  for (const path of paths) left[path] = await untranslated(page, path, data)
  expect(left).toEqual(Object.fromEntries(paths.map((path) => [path, []])))
})
