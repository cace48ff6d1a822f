import { afterAll, beforeAll, describe } from 'vitest'
import type { SandboxSpec } from '#lib/sandbox/spec.ts'
import type { SandboxDriver } from '#worker/sandbox/provider.ts'
import { describeCommands } from './sandbox-contract/commands.ts'
import { describeFileManager } from './sandbox-contract/file-manager.ts'
import { describeFiles } from './sandbox-contract/files.ts'
import { describeLife } from './sandbox-contract/life.ts'
import { sandboxSpec } from './sandbox-contract/running.ts'
import { describeTerminals } from './sandbox-contract/terminals.ts'

export { eventually, type Ran, run, sandboxSpec } from './sandbox-contract/running.ts'

/** The contract of provider.ts, run against a real driver: what holds in one holds in the other. */
export function describeSandboxDriver(name: string, makeDriver: () => Promise<SandboxDriver>): void {
  describe(`${name} sandbox`, { timeout: 60_000 }, () => {
    let driver: SandboxDriver
    const made: SandboxSpec[] = []
    const contract = {
      driver: () => driver,
      spec: (overrides: Partial<SandboxSpec> = {}) => {
        const value = sandboxSpec(overrides)
        made.push(value)
        return value
      },
    }

    beforeAll(async () => {
      driver = await makeDriver()
    }, 600_000)

    afterAll(async () => {
      for (const { agentId } of made) await driver.removeAgent(agentId)
      for (const workspaceId of new Set(made.map((each) => each.workspaceId))) await driver.removeWorkspace(workspaceId)
      await driver.close()
    }, 120_000)

    describeCommands(contract)
    describeFiles(contract)
    describeFileManager(contract)
    describeLife(contract)
    describeTerminals(contract)
  })
}
