import { join } from 'node:path'
import { projectRoot } from '../services/folders.ts'

/**
 * V8 forgets the bytecode of what was not called for a while, and compiles it again at the first message after a pause; and
 * it interprets what it has not yet seen often. Both cost whoever waits for a first token more than they save.
 */
const V8_FLAGS = ['--no-flush-bytecode', '--always-sparkplug']

/** What Node is given to run the worker. */
export const workerArgs = [...V8_FLAGS, 'worker/main.ts']

/** What Node is given to run web. */
export function webArgs(mode: 'start' | 'dev', { port, host }: { port: number; host: string }): string[] {
  return [...V8_FLAGS, join(projectRoot, 'node_modules/next/dist/bin/next'), mode, '-p', `${port}`, '-H', host]
}
