import { globSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#scripts/services/folders.ts'

/** Where nobody goes on purpose, or where whoever is signed in is sent away. */
const NO_DESTINATION = new Set([
  '/w/[workspace]/[...nowhere]',
  '/no-workspace',
  '/offline',
  '/',
  '/sign-in',
  '/sign-up',
])

/**
 * The paths of all pages of the app, from its routes, so that a new page is measured by itself.
 * @throws when a page has a parameter that `values` does not name
 */
export function appPages(values: Record<string, string>): { route: string; path: string }[] {
  const files = globSync('app/**/page.tsx', { cwd: projectRoot })
  return files
    .map((file) => {
      const folders = file.split('/').slice(1, -1)
      return `/${folders.filter((folder) => !folder.startsWith('(')).join('/')}`
    })
    .filter((route) => !NO_DESTINATION.has(route))
    .sort()
    .map((route) => ({
      route,
      path: route.replaceAll(/\[([^\]]+)\]/g, (_, parameter: string) => {
        const value = values[parameter]
        if (value === undefined) throw new Error(`${join('app', route)}: which ${parameter} is to be opened?`)
        return value
      }),
    }))
}
