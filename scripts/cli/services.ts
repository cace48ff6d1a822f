import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { keepServicesUp, takeServicesDown } from '#scripts/services/bring-up.ts'
import { dataDirFromEnv, projectRoot } from '#scripts/services/folders.ts'

/**
 * `services up|down [--data FOLDER]`: PostgreSQL and Redis that stay after the command, for work on single tests.
 * Prints the two addresses as shell assignments.
 */
const { positionals, values } = parseArgs({ allowPositionals: true, options: { data: { type: 'string' } } })
const dataDir = values.data ? resolve(projectRoot, values.data) : dataDirFromEnv()
const say = (line: string) => process.stderr.write(`${line}\n`)

if (positionals[0] === 'up') {
  const services = await keepServicesUp({ dataDir, say })
  process.stdout.write(`DATABASE_URL=${services.databaseUrl}\nREDIS_URL=${services.redisUrl}\n`)
} else if (positionals[0] === 'down') {
  await takeServicesDown(dataDir, say)
} else {
  say('Usage: node scripts/cli/services.ts up|down [--data FOLDER]')
  process.exitCode = 2
}
