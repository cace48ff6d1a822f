import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { testDockerDriver } from '#tests/support/docker-sandbox.ts'
import { run, sandboxSpec } from '#tests/support/sandbox-contract.ts'
import type { ExecRequest, Sandbox, SandboxDriver } from '#worker/sandbox/provider.ts'

/** What a malicious skill would try, in a sandbox of the test file's own; each time the next command must work. */
export const settings = sandboxSettings.parse({ memoryMb: 128, pids: 64, diskMb: 24 })
export const spec = sandboxSpec({ settings })
export let driver: SandboxDriver
export let sandbox: Sandbox
/** Why sandboxes were given up; each would have cost the agent its other commands. */
export let lost: string[] = []

/** To be called once by each file of tests. */
export function prepareHostileSandbox(): void {
  beforeAll(async () => {
    driver = await testDockerDriver({ onEvent: ({ kind, reason }) => kind === 'closed' && lost.push(reason ?? '') })
  }, 600_000)

  beforeEach(reopen)

  afterAll(async () => {
    await driver.removeAgent(spec.agentId)
    await driver.removeWorkspace(spec.workspaceId)
    await driver.close()
  }, 60_000)
}

/** The sandbox as it is now, or a new one. */
export async function reopen(): Promise<void> {
  lost = []
  sandbox = await driver.open(spec)
}

export async function nextCommandWorks(): Promise<void> {
  expect(lost).toEqual([])
  expect(await run(sandbox, 'echo fine | cat')).toMatchObject({ outcome: 'exited', exitCode: 0, stdout: 'fine\n' })
}

/** Command lines of what runs inside, beside the supervisor, its leaders and the look itself. */
export async function survivors(): Promise<string[]> {
  const { stdout } = await run(sandbox, 'ps -eo args=; true')
  return stdout
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^(\/usr\/local\/bin\/crewhouse-supervisor|bash -c ps |ps -eo)/.test(line))
}

/** Starts a command; `begun` resolves with its first output. */
export function start(command: string, request: Partial<ExecRequest>) {
  const { promise: begun, resolve } = Promise.withResolvers<void>()
  return { running: run(sandbox, command, { ...request, onOutput: () => resolve() }), begun }
}

export const python = (code: string) => `python3 - <<'PY'\n${code}\nPY`
