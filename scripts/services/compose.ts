import { join } from 'node:path'
import { AppError } from '#lib/errors.ts'
import { type CommandResult, runCommand } from './commands.ts'
import { projectRoot } from './folders.ts'
import { chooseLoopbackPort } from './ports.ts'
import { postgresUrl } from './postgres.ts'
import type { ServicesRecord } from './record.ts'
import { redisUrl } from './redis.ts'
import type { Service } from './service.ts'

const images = ['pgvector/pgvector:pg17', 'redis:7']

/** Why Docker cannot run the services here, or undefined when it has, or has now fetched, the images. */
export async function whyNoCompose(say: (line: string) => void): Promise<string | undefined> {
  const engine = await runCommand('docker', ['version', '--format', '{{.Server.Version}}'], { timeoutMs: 5_000 })
  if (!engine.ok) return 'no Docker engine answers'
  const compose = await runCommand('docker', ['compose', 'version'], { timeoutMs: 5_000 })
  if (!compose.ok) return 'the docker command has no compose'
  for (const image of images) {
    const present = await runCommand('docker', ['image', 'inspect', image], { timeoutMs: 5_000 })
    if (present.ok) continue
    say(`Asking Docker for ${image}`)
    // An engine that cannot reach its registry may wait for minutes, in silence; one that fetches reports each layer.
    const pull = await runCommand('docker', ['pull', image], { timeoutMs: 600_000, silenceMs: 20_000, onLine: say })
    if (!pull.ok) return `the Docker engine cannot get ${image}`
  }
  return undefined
}

/** Runs compose.yaml under the project's name, with the passwords and loopback ports of the record. */
export async function startCompose(
  project: string,
  record: ServicesRecord,
): Promise<{ postgres: Service; redis: Service; postgresPort: number; redisPort: number }> {
  const running = await composePorts(project, record)
  const postgresPort = running?.postgresPort ?? (await chooseLoopbackPort(record.postgresPort))
  const redisPort = running?.redisPort ?? (await chooseLoopbackPort(record.redisPort))
  const env = composeEnvironment(record, postgresPort, redisPort)
  const up = await compose(project, env, ['up', '--detach', '--wait', '--wait-timeout', '120'])
  if (!up.ok) {
    const logs = await compose(project, env, ['logs', '--no-color', '--tail', '8'])
    throw new AppError('unavailable', `docker compose up failed:\n${up.output.trim()}\n${logs.output.trim()}`)
  }
  const command =
    (...args: string[]) =>
    async () => {
      await compose(project, env, args)
    }
  return {
    postgresPort,
    redisPort,
    postgres: {
      name: 'postgres',
      url: postgresUrl(record.postgresPassword, postgresPort),
      where: `${images[0]} in Docker, 127.0.0.1:${postgresPort}, data in volume ${project}_postgres`,
      isRunning: async () => (await runningServices(project, env)).includes('postgres'),
      stop: command('stop', '--timeout', '20', 'postgres'),
      kill: command('kill', 'postgres'),
    },
    redis: {
      name: 'redis',
      url: redisUrl(record.redisPassword, redisPort),
      where: `${images[1]} in Docker, 127.0.0.1:${redisPort}, data in volume ${project}_redis`,
      isRunning: async () => (await runningServices(project, env)).includes('redis'),
      stop: command('stop', '--timeout', '20', 'redis'),
      kill: command('kill', 'redis'),
    },
  }
}

function composeEnvironment(record: ServicesRecord, postgresPort: number, redisPort: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    CREWHOUSE_POSTGRES_PASSWORD: record.postgresPassword,
    CREWHOUSE_POSTGRES_PORT: `${postgresPort}`,
    CREWHOUSE_REDIS_PASSWORD: record.redisPassword,
    CREWHOUSE_REDIS_PORT: `${redisPort}`,
  }
}

function compose(project: string, env: NodeJS.ProcessEnv, args: string[]): Promise<CommandResult> {
  const file = join(projectRoot, 'compose.yaml')
  return runCommand('docker', ['compose', '--project-name', project, '--file', file, ...args], {
    env,
    timeoutMs: 300_000,
  })
}

/** Ports of containers that run already (left by a killed run): they would look taken to the choice of ports. */
async function composePorts(project: string, record: ServicesRecord) {
  if (!record.postgresPort || !record.redisPort) return undefined
  const env = composeEnvironment(record, record.postgresPort, record.redisPort)
  const running = await runningServices(project, env)
  if (!running.includes('postgres') || !running.includes('redis')) return undefined
  return { postgresPort: record.postgresPort, redisPort: record.redisPort }
}

async function runningServices(project: string, env: NodeJS.ProcessEnv): Promise<string[]> {
  const { stdout } = await compose(project, env, ['ps', '--status', 'running', '--services'])
  return stdout.split('\n')
}
