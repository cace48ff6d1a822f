import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { keepServicesUp, takeServicesDown } from '#scripts/services/bring-up.ts'
import { dataDirFromEnv, projectRoot } from '#scripts/services/folders.ts'
import { Shutdown } from '#scripts/start/shutdown.ts'

/**
 * `services up|down [--data FOLDER]`: PostgreSQL and Redis that stay after the command, for work on single tests.
 * Prints the two addresses as shell assignments.
 */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { data: { type: 'string' } } })
const dataDir = values.data ? resolve(projectRoot, values.data) : dataDirFromEnv()
const say = (line: string) => process.stderr.write(`${line}\n`)

async function run(): Promise<number> {
  if (positionals[0] === 'up') {
    const services = await keepServicesUp({ dataDir, say })
    process.stdout.write(`DATABASE_URL=${services.databaseUrl}\nREDIS_URL=${services.redisUrl}\n`)
    return 0
  }
  if (positionals[0] === 'down') {
    await takeServicesDown(dataDir, say)
    return 0
  }
  say('Usage: node scripts/cli/services.ts up|down [--data FOLDER]')
  return 2
}

await new Shutdown().run(run)
