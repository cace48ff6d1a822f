import { prepareDatabase } from '#lib/db/migrate.ts'
import { bringUpServices } from '#scripts/services/bring-up.ts'
import { dataDirFromEnv } from '#scripts/services/folders.ts'
import { platformEnvironment } from '#scripts/start/environment.ts'
import { isPlatformRunning } from '#scripts/start/running-lock.ts'
import { ensureSecrets } from '#scripts/start/secrets.ts'
import { Shutdown } from '#scripts/start/shutdown.ts'

/** `npm run admin -- ...`: administration without a browser, on a running installation or a stopped one. */
async function run(): Promise<number> {
  const dataDir = dataDirFromEnv()
  const secrets = ensureSecrets(dataDir)
  const services = await bringUpServices({
    dataDir,
    // Standard output is for the command's own answer, which scripts read.
    say: (line) => process.stderr.write(`${line}\n`),
    databaseUrl: process.env.DATABASE_URL,
    redisUrl: process.env.REDIS_URL,
  })
  shutdown.add(async () => {
    // Beside a running installation the servers are that one's to stop.
    if (!isPlatformRunning(dataDir)) await services.stop()
  })
  const database = await prepareDatabase({ ownerUrl: services.databaseUrl, secret: secrets.CREWHOUSE_SECRET })
  Object.assign(process.env, platformEnvironment({ dataDir, secrets, services, database }))
  const { main } = await import('#scripts/admin/main.ts')
  return main(process.argv.slice(2))
}

const shutdown = new Shutdown()
await shutdown.run(run)
