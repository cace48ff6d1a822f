import { AppError } from '#lib/errors.ts'
import { isPortFree } from '#scripts/services/ports.ts'
import { say } from './log.ts'

/** Port 3000 and the worker's 3101 or the next free ones; a port that was asked for is not replaced. */
export async function choosePorts(): Promise<{ web: number; worker: number }> {
  return { web: await choosePort('PORT', 3000), worker: await choosePort('WORKER_PORT', 3101) }
}

async function choosePort(name: 'PORT' | 'WORKER_PORT', first: number): Promise<number> {
  const asked = process.env[name]
  if (asked) {
    if (await isPortFree(Number(asked), '0.0.0.0')) return Number(asked)
    throw new AppError('conflict', `${name}=${asked} is taken by another program. Choose another, or stop that one.`)
  }
  for (let port = first; port < first + 100; port++) {
    if (!(await isPortFree(port, '0.0.0.0'))) continue
    if (port !== first) say(`Port ${first} is taken: using ${port}`)
    return port
  }
  throw new AppError('conflict', `No port from ${first} to ${first + 99} is free: set ${name}.`)
}
