import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#scripts/services/folders.ts'

/* A client component finds only the words that a layout or page above it has sent: `<ClientMessages namespaces>`. */

const sourceOf = (() => {
  const known = new Map<string, string>()
  return (path: string) => {
    const source = known.get(path) ?? readFileSync(path, 'utf8')
    known.set(path, source)
    return source
  }
})()

/** The files of app and components that a file imports as values. */
function importsOf(path: string): string[] {
  const matches = sourceOf(path).matchAll(/^(?:import|export)\s(?!type\b)[^'"]*?from\s+'([^']+)'|import\('([^']+)'\)/gm)
  return [...matches].flatMap(([, named, dynamic]) => {
    const specifier = named ?? dynamic ?? ''
    const target = specifier.startsWith('#')
      ? join(projectRoot, specifier.slice(1))
      : specifier.startsWith('.')
        ? resolve(dirname(path), specifier)
        : ''
    return /\/(app|components)\/.*\.tsx?$/.test(target) ? [target] : []
  })
}

/** What the client components that are reached from a file say. */
function spokenInBrowser(entry: string): Set<string> {
  const spoken = new Set<string>()
  const seen = new Set<string>()
  const walk = (path: string, above: boolean) => {
    const inBrowser = above || /^['"]use client['"]/m.test(sourceOf(path))
    const visit = `${path} ${inBrowser}`
    if (seen.has(visit)) return
    seen.add(visit)
    if (inBrowser) for (const [, ns] of sourceOf(path).matchAll(/useTranslations\('([\w-]+)/g)) spoken.add(ns as string)
    // A server action's file is called over the wire; it is no part of the browser's code.
    if (!/^['"]use server['"]/m.test(sourceOf(path))) for (const next of importsOf(path)) walk(next, inBrowser)
  }
  walk(entry, false)
  return spoken
}

function sentBy(path: string): string[] {
  if (!existsSync(path)) return []
  return [...sourceOf(path).matchAll(/<ClientMessages namespaces=\{\[([^\]]*)\]/g)].flatMap(([, list]) =>
    [...(list ?? '').matchAll(/'([\w-]+)'/g)].map(([, namespace]) => namespace as string),
  )
}

/** The layouts above a file, up to the root's. */
function layoutsAbove(path: string): string[] {
  const layouts: string[] = []
  for (let folder = dirname(path); folder.startsWith(join(projectRoot, 'app')); folder = dirname(folder)) {
    layouts.push(join(folder, 'layout.tsx'))
  }
  return layouts
}

const entries = globSync('app/**/{page,layout,loading,error,not-found}.tsx', { cwd: projectRoot }).sort()

test.each(entries)('all words of the client components of %s are sent', (entry) => {
  const path = join(projectRoot, entry)
  const sent = new Set([...layoutsAbove(path), path].flatMap(sentBy))
  expect([...spokenInBrowser(path)].filter((namespace) => !sent.has(namespace))).toEqual([])
})
