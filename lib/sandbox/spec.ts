import { z } from 'zod'
import { hostPattern } from '#lib/net/host-pattern.ts'

/** What one agent's sandbox is and may use, as stored with the agent and edited by people. */
export const sandboxSettings = z.object({
  /** `off`: no tool that needs a sandbox is offered or executed. */
  mode: z.enum(['always', 'off']).default('always'),
  /** Whether the threads of an agent share one container and home, or have one each. */
  scope: z.enum(['agent', 'thread']).default('agent'),
  /** One of the installation's images by its name; empty: its own. */
  image: z.string().max(300).default(''),
  /** Done as root to the image, once, before containers are made of it; empty: nothing. */
  setupCommand: z
    .string()
    .trim()
    .max(8000)
    .regex(/^[^\0]*$/)
    .default(''),
  memoryMb: z.number().int().min(64).max(16_384).default(512),
  cpus: z.number().min(0.1).max(16).default(1),
  pids: z.number().int().min(32).max(4096).default(256),
  /** Of the agent's home, and of the workspace's volume, each. */
  diskMb: z.number().int().min(16).max(1_048_576).default(5120),
  /** Where it may connect to: nowhere, the package registries and the hosts named, or the public internet. */
  network: z.enum(['none', 'list', 'open']).default('none'),
  /** With `list`: hosts beside those that the installation and the agent's secrets name. */
  networkHosts: z.array(hostPattern).max(100).default([]),
  /** Tokens that code in the sandbox may use of models in one run; 0: no models for code. */
  modelTokens: z.number().int().min(0).max(100_000_000).default(200_000),
  /** What the agent sees of the workspace's files. */
  workspaceAccess: z.enum(['rw', 'ro', 'none']).default('rw'),
  /** Whether the system's own files may be changed by nobody; volumes and /tmp are apart from them. */
  readOnlyRoot: z.boolean().default(true),
  /** A sandbox without a running command for this long is stopped; its volumes stay. */
  idleSeconds: z.number().int().min(5).max(86_400).default(600),
  /** One of the engine's runtimes by its name; empty: the engine's default. */
  runtime: z.string().max(64).default(''),
})
export type SandboxSettings = z.infer<typeof sandboxSettings>

/** What a driver needs in order to build one agent's sandbox. Ids are UUIDs. */
export interface SandboxSpec extends SandboxKey {
  tenantId: string
  workspaceId: string
  settings: SandboxSettings
  /** What the setup command made; absent: the image as the settings name it. */
  setupImage?: string
}

/** Which of an agent's sandboxes: its own, or that of one of its threads. */
export interface SandboxKey {
  agentId: string
  threadId?: string
}

/** The sandbox in which an agent works for a thread. */
export function sandboxKey(agentId: string, threadId: string, settings: SandboxSettings): SandboxKey {
  return settings.scope === 'thread' ? { agentId, threadId } : { agentId }
}

/** Paths that mean the same in every driver. */
export const WORKSPACE_DIR = '/workspace'
export const HOME_DIR = '/home/agent'

/** Bytes of a single `readFile` or `writeFile`; larger files move by `readStream` and `writeStream`. */
export const MAX_FILE_OP_BYTES = 8 * 1024 * 1024

export const DRIVER_KINDS = ['docker', 'virtual'] as const
export type DriverKind = (typeof DRIVER_KINDS)[number]
