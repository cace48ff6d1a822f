import { setTimeout as delay } from 'node:timers/promises'
import type Docker from 'dockerode'
import { z } from 'zod'
import type { SandboxActivity, SandboxDescription } from '#lib/sandbox/description.ts'
import { HOME_DIR, WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import type { SandboxStats } from '../provider.ts'
import { ifFound } from './engine-errors.ts'
import { LABEL } from './names.ts'
import type { OpenSandbox } from './open-sandbox.ts'

const MIB = 1024 * 1024
const MAX_PROCESSES = 200
const MAX_COMMAND_CHARS = 300
const PATIENCE_MS = 1000

const inspected = z.object({
  Image: z.string(),
  Config: z.object({ Image: z.string(), Labels: z.record(z.string(), z.string()) }),
  State: z.object({ Running: z.boolean(), StartedAt: z.string(), FinishedAt: z.string() }),
  HostConfig: z.object({
    Memory: z.number(),
    NanoCpus: z.number(),
    PidsLimit: z.number().nullish(),
    Runtime: z.string().nullish(),
  }),
})

/** A container as the engine has it; null when it is gone. */
export async function describeContainer(
  container: Docker.Container,
  ownImage: string,
): Promise<SandboxDescription | null> {
  const answer = await ifFound(container.inspect())
  if (!answer) return null
  const { Config, State, HostConfig } = inspected.parse(answer)
  return {
    threadId: Config.Labels[LABEL.thread] ?? null,
    state: State.Running ? 'running' : 'stopped',
    startedAt: timeOf(State.StartedAt),
    stoppedAt: State.Running ? null : timeOf(State.FinishedAt),
    image: Config.Labels[LABEL.image] ?? (Config.Image === ownImage ? '' : Config.Image),
    runtime: HostConfig.Runtime ?? null,
    limits: {
      memoryMb: HostConfig.Memory / MIB,
      cpus: HostConfig.NanoCpus / 1e9,
      pids: HostConfig.PidsLimit ?? 0,
    },
  }
}

/** The engine writes the year 1 for never. */
function timeOf(text: string): string | null {
  const time = new Date(text)
  return time.getTime() > 0 ? time.toISOString() : null
}

const engineStats = z.object({
  memory_stats: z.object({
    usage: z.number().default(0),
    stats: z.object({ inactive_file: z.number().optional(), total_inactive_file: z.number().optional() }).optional(),
  }),
  cpu_stats: z.object({ cpu_usage: z.object({ total_usage: z.number().default(0) }) }),
  pids_stats: z.object({ current: z.number().default(0) }).default({ current: 0 }),
})

const engineTop = z.object({ Processes: z.array(z.array(z.string())).nullable() })

/** What happens in a container; null when it does not run. */
export async function watchContainer(
  container: Docker.Container,
  opened: OpenSandbox | undefined,
): Promise<SandboxActivity | null> {
  const answer = await ifFound(container.inspect())
  if (!answer?.State.Running) return null
  const [stats, disk, processes] = await Promise.all([
    // The engine takes a second to answer the same.
    opened ? inTime(opened.stats()) : statsOf(container),
    opened ? inTime(opened.disk()) : null,
    processesOf(container),
  ])
  if (!stats) return null
  return {
    atMs: Date.now(),
    ...stats,
    processes,
    workspaceDisk: disk?.get(WORKSPACE_DIR) ?? null,
    homeDisk: disk?.get(HOME_DIR) ?? null,
  }
}

async function statsOf(container: Docker.Container): Promise<SandboxStats | null> {
  const parsed = engineStats.safeParse(await container.stats({ stream: false, 'one-shot': true }))
  // It stopped between the questions.
  if (!parsed.success) return null
  const { memory_stats, cpu_stats, pids_stats } = parsed.data
  const cache = memory_stats.stats?.total_inactive_file ?? memory_stats.stats?.inactive_file ?? 0
  return {
    memoryBytes: Math.max(0, memory_stats.usage - cache),
    cpuMs: cpu_stats.cpu_usage.total_usage / 1e6,
    pids: pids_stats.current,
  }
}

/** A supervisor that does not answer, or is gone, must not hold up whoever looks. */
async function inTime<T>(answer: Promise<T>): Promise<T | null> {
  const waited = new AbortController()
  const late = delay(PATIENCE_MS, null, { signal: waited.signal }).catch(() => null)
  return Promise.race([answer.catch(() => null), late]).finally(() => waited.abort())
}

/** Those that the agent started: the supervisor and its leaders are ours. */
async function processesOf(container: Docker.Container): Promise<SandboxActivity['processes']> {
  const answer = await container.top({ ps_args: '-eo pid,pcpu,rss,etimes,args' }).catch(() => ({ Processes: [] }))
  const rows = engineTop.safeParse(answer).data?.Processes ?? []
  return rows
    .filter((row) => row.length >= 5 && !row[4]?.startsWith('/usr/local/bin/crewhouse-supervisor'))
    .slice(0, MAX_PROCESSES)
    .map(([pid, cpu, rss, seconds, ...command]) => ({
      pid: Number.parseInt(pid ?? '', 10) || 0,
      cpuPercent: Number(cpu) || 0,
      memoryBytes: (Number(rss) || 0) * 1024,
      seconds: Number(seconds) || 0,
      command: printable(command.join(' ')),
    }))
}

/** One line of text: what a process calls itself may hold anything. */
function printable(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, ' ')
    .trim()
    .slice(0, MAX_COMMAND_CHARS)
}
