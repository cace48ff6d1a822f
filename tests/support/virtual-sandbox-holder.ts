/** A process of its own that holds a virtual sandbox with a command that spins, and says that command's pid. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { SandboxSpec } from '#lib/sandbox/spec.ts'
import { createVirtualDriver } from '#worker/sandbox/virtual/driver.ts'

const [rootDir = '', specJson = ''] = process.argv.slice(2)
const spec = JSON.parse(specJson) as SandboxSpec
const driver = await createVirtualDriver({ rootDir })
const sandbox = await driver.open(spec)
await sandbox.exec({
  command: 'echo spinning; while true; do true; done',
  timeoutMs: 600_000,
  onOutput: async () => {
    const [pid] = await readdir(join(rootDir, spec.workspaceId, 'run', spec.agentId))
    process.send?.(Number(pid))
  },
})
