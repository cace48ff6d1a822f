import { spawn } from 'node:child_process'
import { newId } from '#lib/ids.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { createDockerDriver } from '#worker/sandbox/docker/driver.ts'
import type { SandboxDriver } from '#worker/sandbox/provider.ts'
import { containerPssBytes, containersOf } from '../containers.ts'
import type { BenchContext, BenchResult } from '../contract.ts'
import { median, timingHead, timingRow } from '../figures.ts'

export const name = 'sandbox'

const REPEATS = 40
const WARM_UP = 5
const IDLE_CONTAINERS = 5

/** An agent's container through the driver, beside `docker run` and `docker exec` of the same image in the same run. */
export async function run(context: BenchContext): Promise<BenchResult> {
  const installation = 'bench'
  const driver = await createDockerDriver({ installation, image: context.sandboxImage })
  const spec = () => ({
    tenantId: newId(),
    workspaceId: newId(),
    agentId: newId(),
    settings: sandboxSettings.parse({}),
  })
  const cold: number[] = []
  const dockerRun: number[] = []
  try {
    for (let index = -WARM_UP; index < REPEATS; index++) {
      // Interleaved, so that a noisy neighbour meets both.
      const coldMs = await timeCold(driver, spec())
      const runMs = await timeToFirstOutput(['run', '--rm', '--entrypoint', '/bin/echo', context.sandboxImage, 'hi'])
      if (index < 0) continue
      cold.push(coldMs)
      dockerRun.push(runMs)
    }
    const warm = await timeWarm(driver, spec(), installation)
    const idleMb = await idleMbPerContainer(driver, spec, installation)
    return {
      figures: {
        coldMsP50: median(cold),
        dockerRunMsP50: median(dockerRun),
        warmMsP50: median(warm.command),
        dockerExecMsP50: median(warm.dockerExec),
        readMsP50: median(warm.read),
        writeMsP50: median(warm.write),
        idleMb,
      },
      table: [
        timingHead,
        timingRow('cold: create, start, first output', cold),
        timingRow('docker run', dockerRun),
        timingRow('warm command', warm.command),
        timingRow('docker exec', warm.dockerExec),
        timingRow('read 10 kB', warm.read),
        timingRow('write 10 kB', warm.write),
        ['PSS of an idle container, MB', `${IDLE_CONTAINERS}`, `${idleMb}`, ''],
      ],
    }
  } finally {
    for (const { agentId } of await driver.list()) await driver.removeAgent(agentId)
    await driver.close()
  }
}

type Spec = Parameters<SandboxDriver['open']>[0]

async function timeCold(driver: SandboxDriver, spec: Spec): Promise<number> {
  const startedAt = performance.now()
  let firstOutputAt = Number.NaN
  const sandbox = await driver.open(spec)
  await sandbox.exec({
    command: 'echo hi',
    timeoutMs: 10_000,
    onOutput: () => {
      firstOutputAt = performance.now()
    },
  })
  await sandbox.stop()
  await driver.removeWorkspace(spec.workspaceId)
  await driver.removeAgent(spec.agentId)
  return firstOutputAt - startedAt
}

async function timeWarm(driver: SandboxDriver, spec: Spec, installation: string) {
  const sandbox = await driver.open(spec)
  const [container = ''] = await containersOf(installation, spec.agentId)
  const bytes = new Uint8Array(10_000).fill(97)
  const command: number[] = []
  const dockerExec: number[] = []
  const read: number[] = []
  const write: number[] = []
  for (let index = -WARM_UP; index < REPEATS; index++) {
    const sample = {
      command: await time(() => sandbox.exec({ command: 'echo hi', timeoutMs: 10_000 })),
      dockerExec: await timeToFirstOutput(['exec', container, '/bin/echo', 'hi']),
      write: await time(() => sandbox.writeFile('ten-kb.txt', bytes)),
      read: await time(() => sandbox.readFile('ten-kb.txt')),
    }
    if (index < 0) continue
    command.push(sample.command)
    dockerExec.push(sample.dockerExec)
    write.push(sample.write)
    read.push(sample.read)
  }
  return { command, dockerExec, read, write }
}

/** Supervisor and shim of containers that wait for their next command. */
async function idleMbPerContainer(driver: SandboxDriver, spec: () => Spec, installation: string): Promise<number> {
  const sizes: number[] = []
  for (let index = 0; index < IDLE_CONTAINERS; index++) {
    const one = spec()
    const sandbox = await driver.open(one)
    await sandbox.exec({ command: 'true', timeoutMs: 10_000 })
    const [container = ''] = await containersOf(installation, one.agentId)
    sizes.push((await containerPssBytes(container)) / 1024 / 1024)
  }
  return median(sizes)
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

/** Of a docker command, from its start to its first output; waits for its end. */
function timeToFirstOutput(args: string[]): Promise<number> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn('docker', args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let firstAt = Number.NaN
    child.stdout.once('data', () => {
      firstAt = performance.now()
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve(firstAt - startedAt)
      else reject(new Error(`docker ${args[0]} ended with ${code}`))
    })
  })
}
