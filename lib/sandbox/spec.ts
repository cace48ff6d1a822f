import { z } from 'zod'

/** Limits of one agent's sandbox, as stored with the agent and edited by people. */
export const sandboxSettings = z.object({
  memoryMb: z.number().int().min(64).max(16_384).default(512),
  cpus: z.number().min(0.1).max(16).default(1),
  pids: z.number().int().min(32).max(4096).default(256),
  /** Of the agent's home, and of the workspace's volume, each. */
  diskMb: z.number().int().min(16).max(1_048_576).default(5120),
  /** A sandbox without a running command for this long is stopped; its volumes stay. */
  idleSeconds: z.number().int().min(5).max(86_400).default(600),
})
export type SandboxSettings = z.infer<typeof sandboxSettings>

/** What a driver needs in order to build one agent's sandbox. Ids are UUIDs. */
export interface SandboxSpec {
  tenantId: string
  workspaceId: string
  agentId: string
  settings: SandboxSettings
}

/** Paths that mean the same in every driver. */
export const WORKSPACE_DIR = '/workspace'
export const HOME_DIR = '/home/agent'

/** Bytes of a single `readFile` or `writeFile`; larger files move by `readStream` and `writeStream`. */
export const MAX_FILE_OP_BYTES = 8 * 1024 * 1024

export const DRIVER_KINDS = ['docker', 'virtual'] as const
export type DriverKind = (typeof DRIVER_KINDS)[number]
