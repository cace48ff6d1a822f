import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { describeSandboxDriver } from '#tests/support/sandbox-contract.ts'
import { createVirtualDriver } from '#worker/sandbox/virtual/driver.ts'

const roots: string[] = []
afterAll(async () => {
  for (const root of roots) await rm(root, { recursive: true, force: true })
})

describeSandboxDriver('virtual', async () => {
  const rootDir = await mkdtemp(join(tmpdir(), 'virtual-sandbox-'))
  roots.push(rootDir)
  return createVirtualDriver({ rootDir })
})
