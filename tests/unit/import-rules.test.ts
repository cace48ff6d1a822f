import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '#scripts/services/folders.ts'

const config = createRequire(import.meta.url)(join(projectRoot, '.dependency-cruiser.cjs')) as {
  forbidden: { name: string }[]
}
const packages = ['next', 'react', 'dockerode', 'bullmq', '@prisma/client']

/** One import for each rule that must be refused: the importing file, what it imports, and the rule. */
const refused: [from: string, to: string, rule: string][] = [
  ['lib/runs/round-one.ts', 'lib/runs/round-two.ts', 'no-circular'],
  ['lib/runs/lost.ts', 'lib/runs/not-there.ts', 'resolvable'],
  ['app/page.tsx', 'worker/main.ts', 'app-not-worker'],
  ['worker/main.ts', 'app/shared.ts', 'worker-not-app'],
  ['components/card.tsx', 'app/shared.ts', 'components-not-app'],
  ['lib/runs/start-run.ts', 'worker/main.ts', 'lib-not-above'],
  ['scripts/start.ts', 'app/shared.ts', 'scripts-not-app'],
  ['scripts/start.ts', 'tests/support/fake-model.ts', 'scripts-not-tests'],
  ['components/card.tsx', 'lib/runs/start-run.ts', 'components-of-lib'],
  ['lib/runs/start-run.ts', 'next', 'lib-without-frames'],
  ['lib/runs/hooks.ts', 'react', 'lib-without-frames'],
  ['worker/main.ts', 'lib/novelty/thing.ts', 'lib-rank-is-known'],
  ['lib/errors.ts', 'lib/db/client.ts', 'lib-files-before-folders'],
  ['lib/threads/list-threads.ts', 'lib/runs/store.ts', 'store-is-private'],
  ['worker/main.ts', 'lib/runs/store.ts', 'store-is-private'],
  ['worker/engine/loop.ts', 'dockerode', 'dockerode-in-driver'],
  ['lib/runs/start-run.ts', 'bullmq', 'bullmq-in-queue'],
  ['lib/runs/start-run.ts', '@prisma/client', 'prisma-in-stores'],
  ['app/page.tsx', 'lib/db/generated/client.ts', 'prisma-in-stores'],
]

/** Imports that the rules must let pass. */
const allowed: [from: string, to: string][] = [
  ['app/page.tsx', 'components/card.tsx'],
  ['app/page.tsx', 'lib/runs/start-run.ts'],
  ['worker/main.ts', 'lib/runs/start-run.ts'],
  ['worker/main.ts', 'bullmq'],
  ['worker/sandbox/docker/driver.ts', 'dockerode'],
  ['components/card.tsx', 'lib/runs/lifecycle.ts'],
  ['components/card.tsx', 'lib/stream/events.ts'],
  ['components/card.tsx', 'react'],
  ['lib/runs/start-run.ts', 'lib/runs/store.ts'],
  ['lib/runs/start-run.ts', 'lib/db/client.ts'],
  ['lib/runs/store.ts', 'lib/db/generated/client.ts'],
  ['lib/queue/enqueue.ts', 'bullmq'],
  ['scripts/bench/turn.ts', 'tests/support/fake-model.ts'],
  ['lib/db/client.ts', 'lib/ids.ts'],
]

const ranked = config.forbidden.map((rule) => rule.name).filter((name) => name.startsWith('rank-of-lib-'))

interface Violation {
  from: string
  to: string
  rule: { name: string }
}

let folder: string
let violations: Violation[]

function isPackage(target: string): boolean {
  return packages.includes(target)
}

/** A file for each end of the imports. All are type imports: the kind that leaves no trace at run time counts as much. */
function writeTree(imports: [from: string, to: string][]): void {
  const lines = new Map<string, string[]>()
  for (const [from, to] of imports) {
    const line = isPackage(to) ? `import type * as x from '${to}'` : `import { type x } from '#${to}'`
    lines.set(from, [...(lines.get(from) ?? []), line])
    if (!isPackage(to) && !to.endsWith('not-there.ts')) lines.set(to, lines.get(to) ?? [])
  }
  for (const [path, imported] of lines) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), [...imported, 'export type x = 1', 'export const y = 1', ''].join('\n'))
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'crewhouse-imports-'))
  cpSync(join(projectRoot, '.dependency-cruiser.cjs'), join(folder, '.dependency-cruiser.cjs'))
  const subpaths = ['app', 'components', 'lib', 'worker', 'scripts', 'tests'].map((name) => [
    `#${name}/*`,
    `./${name}/*`,
  ])
  const manifest = {
    type: 'module',
    imports: Object.fromEntries(subpaths),
    dependencies: Object.fromEntries(packages.map((name) => [name, '1.0.0'])),
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  for (const name of packages) {
    const home = join(folder, 'node_modules', name)
    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, 'package.json'), JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    writeFileSync(join(home, 'index.js'), '')
  }
  const ranks = ranked.map((rule): [string, string] => [
    `lib/${rule.slice('rank-of-lib-'.length)}/early.ts`,
    'lib/schedules/late.ts',
  ])
  const back: [string, string] = ['lib/runs/round-two.ts', 'lib/runs/round-one.ts']
  writeTree([...refused.map(([from, to]): [string, string] => [from, to]), ...allowed, ...ranks, back])
  violations = await cruise()
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

function cruise(): Promise<Violation[]> {
  const depcruise = join(projectRoot, 'node_modules/.bin/depcruise')
  const args = [depcruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'json']
  return new Promise((resolve) => {
    const tree = ['app', 'components', 'lib', 'worker', 'scripts', 'tests']
    execFile(process.execPath, [...args, ...tree], { cwd: folder, maxBuffer: 1e8 }, (_error, stdout) =>
      resolve((JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations),
    )
  })
}

function rulesBetween(from: string, to: string): string[] {
  const matches = (path: string) =>
    isPackage(to) ? path.startsWith(`node_modules/${to}/`) : path === to || path === `#${to}`
  return violations.filter((found) => found.from === from && matches(found.to)).map((found) => found.rule.name)
}

test.each(refused)('%s may not import %s (%s)', (from, to, rule) => {
  expect(rulesBetween(from, to)).toContain(rule)
})

test.each(allowed)('%s may import %s', (from, to) => {
  expect(rulesBetween(from, to)).toEqual([])
})

test.each(ranked)('%s refuses an import against the order', (rule) => {
  expect(rulesBetween(`lib/${rule.slice('rank-of-lib-'.length)}/early.ts`, 'lib/schedules/late.ts')).toContain(rule)
})

test('every rule is tried here', () => {
  const tried = new Set([...refused.map(([, , rule]) => rule), ...ranked])
  expect(config.forbidden.map((rule) => rule.name).filter((name) => !tried.has(name))).toEqual([])
})
