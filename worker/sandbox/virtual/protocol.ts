import { z } from 'zod'

/** Worker to shell process. */
export interface RunMessage {
  command: string
  /** Absolute path in the sandbox. */
  cwd: string
  env: Record<string, string>
  stdinBase64: string
}

/** What a shell process is told on its command line. */
export interface ShellConfig {
  agentId: string
  mounts: { at: string; hostDir: string; quotaBytes: number }[]
}

/** Largest body of a frame that the worker takes from a shell process. */
export const MAX_FRAME_BYTES = 512 * 1024

const text = z.string().max(2000)

/** Shell process to worker, untrusted: its process runs the agent's script. Exactly one per command. */
export const shellReply = z.discriminatedUnion('type', [
  z.object({ type: z.literal('exited'), exitCode: z.number().int().min(0).max(255) }),
  z.object({ type: z.literal('disk_full'), detail: text }),
  /** The command did not start, for example because its folder does not exist. */
  z.object({ type: z.literal('refused'), message: text }),
])
export type ShellReply = z.infer<typeof shellReply>
