import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { DRIVER_KINDS } from './spec.ts'

/** One sandbox of an agent as the engine has it, running or not. */
export const sandboxDescription = z.object({
  /** Null: the agent's own; else that of one thread. */
  threadId: idSchema.nullable(),
  state: z.enum(['running', 'stopped']),
  startedAt: z.iso.datetime().nullable(),
  stoppedAt: z.iso.datetime().nullable(),
  image: z.string().nullable(),
  runtime: z.string().nullable(),
  limits: z.object({ memoryMb: z.number(), cpus: z.number(), pids: z.number() }).nullable(),
})
export type SandboxDescription = z.output<typeof sandboxDescription>

const diskUse = z.object({ usedBytes: z.number(), quotaBytes: z.number() })

/** What happens in a running sandbox at this moment. */
export const sandboxActivity = z.object({
  /** By the worker's clock: rates are differences between two looks. */
  atMs: z.number(),
  memoryBytes: z.number(),
  /** Of all its processes, since it was started. */
  cpuMs: z.number(),
  pids: z.number(),
  /** As they call themselves: untrusted text. */
  processes: z.array(
    z.object({
      pid: z.number().int(),
      cpuPercent: z.number(),
      memoryBytes: z.number(),
      seconds: z.number(),
      command: z.string(),
    }),
  ),
  /** Null where it has not been measured. */
  workspaceDisk: diskUse.nullable(),
  homeDisk: diskUse.nullable(),
})
export type SandboxActivity = z.output<typeof sandboxActivity>

/** What the worker's driver and its engine offer. */
export const sandboxEngine = z.object({
  driver: z.enum(DRIVER_KINDS),
  hasTerminals: z.boolean(),
  /** The installation's own first. */
  images: z.array(z.object({ name: z.string(), isDefault: z.boolean(), isPresent: z.boolean() })),
  runtimes: z.array(z.string()),
  /** How the disk quota is held. */
  quotaMethod: z.enum(['watched', 'counted']),
})
export type SandboxEngine = z.output<typeof sandboxEngine>
