import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from '#scripts/services/folders.ts'

interface LockedPackage {
  version?: string
  optionalDependencies?: Record<string, string>
}

const locked = JSON.parse(readFileSync(join(projectRoot, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, LockedPackage>
}

/** Looks a package up as Node does: from the asking package's folder upwards. */
function isLocked(name: string, asker: string): boolean {
  for (let folder = asker; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('node_modules/') - 1, 0))) {
    if (locked.packages[`${folder}${folder && '/'}node_modules/${name}`]?.version) return true
    if (folder === '') return false
  }
}

test('the lockfile names the optional packages of every platform', () => {
  // npm leaves out those that its registry does not carry, and `npm ci` then refuses the lockfile on a fresh clone.
  const missing = Object.entries(locked.packages).flatMap(([asker, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isLocked(name, asker)),
  )
  expect(missing).toEqual([])
})
