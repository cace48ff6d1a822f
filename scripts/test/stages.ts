import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot, testDataDir } from '#scripts/services/folders.ts'
import { buildWeb } from '#scripts/start/build.ts'
import { say } from '#scripts/start/log.ts'
import type { Shutdown } from '#scripts/start/shutdown.ts'
import { type Count, countReport } from './report.ts'
import { runProgram } from './run-program.ts'

/** What a stage needs beside the dependencies. */
export type Need = 'services' | 'sandbox' | 'browser'

export interface Stage {
  name: string
  /** Static stages look at the files alone. */
  isStatic: boolean
  needs: Need[]
  run(context: StageContext): Promise<Count>
}

export interface StageContext {
  env: NodeJS.ProcessEnv
  shutdown: Shutdown
}

const sources = ['app', 'components', 'lib', 'worker', 'scripts', 'tests', 'prisma']

function tool(name: string, args: string[], context: StageContext): Promise<boolean> {
  const program = join(projectRoot, 'node_modules/.bin', name)
  return runProgram(process.execPath, [program, ...args], { cwd: projectRoot, ...context })
}

/** A stage that only passes or fails: it adds nothing to the count of tests unless it fails. */
function check(name: string, run: (context: StageContext) => Promise<boolean>): Stage {
  const count = async (context: StageContext): Promise<Count> =>
    (await run(context)) ? { passed: 0, failed: 0, notes: [] } : { passed: 0, failed: 1, notes: [`${name} failed`] }
  return { name, isStatic: true, needs: [], run: count }
}

function vitest(project: string, needs: Need[]): Stage {
  const run = async (context: StageContext): Promise<Count> => {
    const report = join(testDataDir, `reports/${project}.json`)
    mkdirSync(join(testDataDir, 'reports'), { recursive: true })
    rmSync(report, { force: true })
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const ok = await tool('vitest', ['run', '--project', project, ...reporters], context)
    return countReport(report, ok)
  }
  return { name: project, isStatic: false, needs, run }
}

async function buildProduction({ shutdown }: StageContext): Promise<boolean> {
  try {
    await buildWeb({ say, onLine: say, signal: shutdown.signal })
    return true
  } catch (error) {
    say((error as Error).message)
    return false
  }
}

async function typeCheck(context: StageContext): Promise<boolean> {
  // The types of routes are generated: a fresh clone has none.
  const generated = await tool('next', ['typegen'], context)
  return generated && (await tool('tsc', ['--noEmit'], context))
}

/** All stages, in the order in which they run: what fails fast comes first. */
export const stages: Stage[] = [
  check('lint', (context) => tool('biome', ['check', '.'], context)),
  check('types', typeCheck),
  check('imports', (context) => {
    const folders = sources.filter((folder) => existsSync(join(projectRoot, folder)))
    const config = join(projectRoot, '.dependency-cruiser.cjs')
    return tool('depcruise', ['--config', config, ...folders], context)
  }),
  check('dead-code', (context) => tool('knip', [], context)),
  vitest('unit', []),
  vitest('integration', ['services', 'sandbox']),
  { ...check('build', buildProduction), isStatic: false },
  vitest('e2e', ['services', 'sandbox', 'browser']),
]
