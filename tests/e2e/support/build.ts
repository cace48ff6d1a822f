import { buildWeb } from '#scripts/start/build.ts'

/** Vitest's global set-up: the browser tests see the production build of what is in the tree. */
export async function setup(): Promise<void> {
  const write = (line: string) => process.stderr.write(`[build] ${line}\n`)
  await buildWeb({ say: write, onLine: write })
}
