import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { prepareDatabase } from '#lib/db/migrate.ts'
import { AppError } from '#lib/errors.ts'
import { ensureDockerEngine } from '#scripts/docker/engine.ts'
import { bringUpServices, type Services } from '#scripts/services/bring-up.ts'
import { dataDirFromEnv, makePassable, projectRoot } from '#scripts/services/folders.ts'
import { tryLock } from '#scripts/services/lock.ts'
import { waitUntil } from '#scripts/services/processes.ts'
import { buildWeb } from './build.ts'
import { choosePorts } from './choose-ports.ts'
import { platformEnvironment } from './environment.ts'
import { followFile, printLine, say } from './log.ts'
import { webArgs, workerArgs } from './parts.ts'
import { runningLock } from './running-lock.ts'
import { chooseSandbox } from './sandbox.ts'
import { ensureSecrets } from './secrets.ts'
import type { Shutdown } from './shutdown.ts'
import { describeModels, summary } from './summary.ts'
import { Supervisor } from './supervisor.ts'

/** Brings up the whole platform and stays with it until the end is asked for. */
export async function runPlatform(mode: 'start' | 'dev', args: string[], shutdown: Shutdown): Promise<number> {
  const { values } = parseArgs({ args, options: { docker: { type: 'boolean', default: false } } })
  const startedAt = Date.now()
  const dataDir = makePassable(dataDirFromEnv())
  const lock = tryLock(runningLock(dataDir))
  if ('heldBy' in lock) {
    throw new AppError(
      'conflict',
      `Crewhouse already runs on ${dataDir} (process ${lock.heldBy}): stop it there first.`,
    )
  }
  shutdown.add(async () => lock.release())
  const secrets = ensureSecrets(dataDir)
  const supervisor = new Supervisor(join(dataDir, 'processes.json'), printLine)
  await supervisor.endOrphans()

  if (values.docker) shutdown.add(await ensureDockerEngine(dataDir, say))
  const addresses = { databaseUrl: process.env.DATABASE_URL, redisUrl: process.env.REDIS_URL }
  const bringUp = () => bringUpServices({ dataDir, say, ...addresses })
  let services = await bringUp()
  shutdown.add(() => services.stop())
  shutdown.throwIfAsked()
  const database = await prepareDatabase({ ownerUrl: services.databaseUrl, secret: secrets.CREWHOUSE_SECRET })
  if (database.applied.length > 0) say(`Applied ${database.applied.length} migrations`)
  const wish = values.docker ? 'docker' : process.env.CREWHOUSE_SANDBOX || 'auto'
  const sandbox = await chooseSandbox(wish, process.env.CREWHOUSE_SANDBOX_IMAGE, (line) => printLine('docker', line))
  shutdown.throwIfAsked()
  if (mode === 'start') await buildWeb({ say, onLine: (line) => printLine('build', line), signal: shutdown.signal })
  shutdown.throwIfAsked()

  const ports = await choosePorts()
  const host = process.env.HOST || '127.0.0.1'
  const url = process.env.CREWHOUSE_URL || `http://localhost:${ports.web}`
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    ...platformEnvironment({ dataDir, secrets, services, database, sandbox }),
    NODE_ENV: mode === 'dev' ? 'development' : 'production',
    CREWHOUSE_URL: url,
    PORT: `${ports.web}`,
    WORKER_PORT: `${ports.worker}`,
  }
  delete env.DATABASE_URL
  for (const service of services.own) {
    if (service.logFile) followFile(service.logFile, (line) => printLine(service.name, line))
  }
  const watch = mode === 'dev' ? ['--watch'] : []
  const common = { program: process.execPath, cwd: projectRoot, env }
  shutdown.add(() => supervisor.stop())
  supervisor.start({ ...common, name: 'worker', args: [...watch, ...workerArgs], stopMs: 15_000 })
  supervisor.start({ ...common, name: 'web', args: webArgs(mode, { port: ports.web, host }), stopMs: 10_000 })

  const up = await waitUntil(async () => shutdown.signal.aborted || (await answers(ports.web, ports.worker)), 120_000)
  shutdown.throwIfAsked()
  const model = await describeModels(database.platformUrl)
  for (const line of summary({ url, host, services, sandbox, model })) say(line)
  if (!up) say('  but web or worker does not answer yet: see their lines above')
  else say(`Ready in ${((Date.now() - startedAt) / 1000).toFixed(1)} s. Ctrl-C stops it.`)
  while (!shutdown.signal.aborted) {
    await delay(2_000, undefined, { signal: shutdown.signal }).catch(() => undefined)
    if (!shutdown.signal.aborted) services = await reviveServices(services, bringUp)
  }
  return 0
}

async function answers(webPort: number, workerPort: number): Promise<boolean> {
  const asked = [`http://127.0.0.1:${webPort}/api/health`, `http://127.0.0.1:${workerPort}/`].map((address) =>
    fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(5_000) }).then(
      (response) => response.body?.cancel().then(() => true),
      () => false,
    ),
  )
  return (await Promise.all(asked)).every(Boolean)
}

/** Returns a replacement when a server of our own has died (out of memory, say): started again at its address. */
async function reviveServices(services: Services, bringUp: () => Promise<Services>): Promise<Services> {
  for (const service of services.own) {
    if (await service.isRunning()) continue
    printLine(service.name, 'ended unexpectedly; starts again')
    return bringUp()
  }
  return services
}
