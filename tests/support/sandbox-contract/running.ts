import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { expect } from 'vitest'
import { type SandboxSpec, sandboxSettings } from '#lib/sandbox/spec.ts'
import type { ExecRequest, ExecResult, FileOps, Sandbox, SandboxDriver } from '#worker/sandbox/provider.ts'

/** What the parts of the contract share: the driver (once `beforeAll` ran), and specs that are cleaned up in the end. */
export interface Contract {
  driver(): SandboxDriver
  spec(overrides?: Partial<SandboxSpec>): SandboxSpec
}

/** What a command wrote and how it ended. */
export interface Ran extends ExecResult {
  stdout: string
  stderr: string
}

/** A spec with fresh ids; pass ids to share a workspace or to come back to an agent. */
export function sandboxSpec(overrides: Partial<SandboxSpec> = {}): SandboxSpec {
  return {
    tenantId: randomUUID(),
    workspaceId: randomUUID(),
    agentId: randomUUID(),
    settings: sandboxSettings.parse({}),
    ...overrides,
  }
}

/** Runs a command to its end and collects what it wrote. */
export async function run(sandbox: Sandbox, command: string, request: Partial<ExecRequest> = {}): Promise<Ran> {
  const written = { stdout: [] as Uint8Array[], stderr: [] as Uint8Array[] }
  const result = await sandbox.exec({
    timeoutMs: 30_000,
    ...request,
    command,
    onOutput: async (chunk) => {
      written[chunk.stream].push(chunk.bytes)
      await request.onOutput?.(chunk)
    },
  })
  return {
    ...result,
    stdout: Buffer.concat(written.stdout).toString(),
    stderr: Buffer.concat(written.stderr).toString(),
  }
}

/** Waits until the condition holds; fails after ten seconds. */
export async function eventually(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 10_000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ten seconds for: ${what}`)
    await delay(20)
  }
}

/** Starts a command and returns once its first output is there, with the promise of its end (wrapped: not awaited). */
export async function begin(sandbox: Sandbox, command: string, request: Partial<ExecRequest> = {}) {
  let seen = ''
  const running = run(sandbox, command, {
    ...request,
    onOutput: ({ bytes: chunk }) => {
      seen += new TextDecoder().decode(chunk)
    },
  })
  await eventually(() => seen !== '', `the first output of ${command}`)
  return { running, seen: () => seen }
}

/** Text as bytes. */
export const bytes = (value: string) => new TextEncoder().encode(value)
/** A file's content as text. */
export const readText = async (files: FileOps, path: string) =>
  new TextDecoder().decode((await files.readFile(path)).bytes)
/** Whether something is there; any other failure than "not found" fails the test. */
export const exists = (files: FileOps, path: string) =>
  files.stat(path).then(
    () => true,
    (error) => {
      expect(error).toMatchObject({ name: 'AppError', code: 'not_found' })
      return false
    },
  )
/** Matches an AppError with one of these codes. */
export const refusedWith = (...codes: string[]) => ({
  name: 'AppError',
  code: expect.toSatisfy((code: string) => codes.includes(code), `one of ${codes.join(', ')}`),
})
