import { ensureDockerEngine } from '#scripts/docker/engine.ts'
import { bringUpServices } from '#scripts/services/bring-up.ts'
import { testDataDir } from '#scripts/services/folders.ts'
import { printLine, say } from '#scripts/start/log.ts'
import { prepareSandboxImage } from '#scripts/start/sandbox.ts'
import type { Shutdown } from '#scripts/start/shutdown.ts'
import { installBrowser } from './browser.ts'
import type { Need } from './stages.ts'

/** Fetches and starts what the chosen stages need, and returns the variables that tell the tests where it is. */
export async function prepare(needs: Set<Need>, shutdown: Shutdown): Promise<Record<string, string>> {
  const variables: Record<string, string> = {}
  if (needs.has('browser')) await installBrowser(say)
  if (needs.has('sandbox')) {
    shutdown.add(await ensureDockerEngine(testDataDir, say))
    shutdown.throwIfAsked()
    variables.CREWHOUSE_SANDBOX_IMAGE = await prepareSandboxImage((line) => printLine('docker', line))
  }
  if (needs.has('services')) {
    const given = { databaseUrl: process.env.TEST_DATABASE_URL, redisUrl: process.env.TEST_REDIS_URL }
    const services = await bringUpServices({ dataDir: testDataDir, say, ...given })
    shutdown.add(() => services.stop())
    variables.TEST_DATABASE_URL = services.databaseUrl
    variables.TEST_REDIS_URL = services.redisUrl
  }
  shutdown.throwIfAsked()
  return variables
}

/** The environment for tests: nothing in it leads to a person's own installation. */
export function testEnvironment(variables: Record<string, string>): NodeJS.ProcessEnv {
  const own = /^(CREWHOUSE_|(APP_|PLATFORM_)?DATABASE_URL$|REDIS_URL$|(WORKER_)?PORT$|HOST$)/
  const kept = Object.entries(process.env).filter(([name]) => !own.test(name) || name === 'CREWHOUSE_SOAK')
  return { ...Object.fromEntries(kept), NODE_ENV: 'test', ...variables }
}
