import { mkdir, rm } from 'node:fs/promises'
import { posix } from 'node:path'
import { AppError } from '#lib/errors.ts'
import { HOME_DIR, type SandboxSpec, WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import type { ExecRequest, ExecResult, Sandbox, SandboxStats } from '../provider.ts'
import type { Confinement } from './confinement.ts'
import { DiskUsage } from './disk-usage.ts'
import { HostFiles } from './host-files.ts'
import { type AgentDirs, keyName, type Layout } from './layout.ts'
import type { ShellConfig } from './protocol.ts'
import { type Ending, ShellProcess } from './shell-process.ts'
import { ProcessNotes } from './stray-processes.ts'
import { Turns } from './turns.ts'

/** As the container's. */
const TMP_QUOTA_BYTES = 256 * 2 ** 20
/** Commands of one agent at once; each has a process, and its memory limit, of its own. Others wait. */
const MAX_PROCESSES = 4
const KILLED = 128 + 9

type WholeRequest = ExecRequest & { stdin: Uint8Array }

/** Makes the agent's folders, ends what a holder before left running, and opens its sandbox. */
export async function openSandbox(
  layout: Layout,
  confinement: Confinement,
  spec: SandboxSpec,
): Promise<VirtualSandbox> {
  if (spec.settings.workspaceAccess === 'ro') {
    throw new AppError('not_allowed', 'The virtual sandbox cannot give an agent read-only files. Docker can.')
  }
  const dirs = layout.agent(spec.workspaceId, spec)
  const notes = new ProcessNotes(dirs.run, keyName(spec))
  await notes.killAll()
  const files = await layout.ensureFiles(spec.workspaceId)
  await rm(dirs.tmp, { recursive: true, force: true })
  await mkdir(dirs.home, { recursive: true })
  await mkdir(dirs.tmp, { recursive: true })
  const quotaBytes = spec.settings.diskMb * 2 ** 20
  const mounts = [
    ...(spec.settings.workspaceAccess === 'none' ? [] : [{ at: WORKSPACE_DIR, hostDir: files, quotaBytes }]),
    { at: HOME_DIR, hostDir: dirs.home, quotaBytes },
    { at: '/tmp', hostDir: dirs.tmp, quotaBytes: TMP_QUOTA_BYTES },
  ]
  return new VirtualSandbox(spec, confinement, dirs, notes, mounts)
}

/** One agent's folders and the processes that run its commands. */
export class VirtualSandbox extends HostFiles implements Sandbox {
  readonly startedAt = new Date()
  readonly closed: Promise<{ reason: string }>
  private readonly resolveClosed: (value: { reason: string }) => void
  private readonly spec: SandboxSpec
  private readonly confinement: Confinement
  private readonly dirs: AgentDirs
  private readonly notes: ProcessNotes
  private readonly config: ShellConfig
  private readonly processes = new Set<ShellProcess>()
  private readonly turns = new Turns(MAX_PROCESSES)
  private warm: ShellProcess | null = null
  private running = 0
  private stopped: { reason: string; done: Promise<void> } | null = null
  private idleTimer: NodeJS.Timeout | undefined

  constructor(
    spec: SandboxSpec,
    confinement: Confinement,
    dirs: AgentDirs,
    notes: ProcessNotes,
    mounts: ShellConfig['mounts'],
  ) {
    super(
      mounts.map(({ at, hostDir, quotaBytes }) => ({ at, hostDir, usage: new DiskUsage(hostDir, quotaBytes) })),
      () => this.assertOpen(),
    )
    const { promise, resolve } = Promise.withResolvers<{ reason: string }>()
    this.closed = promise
    this.resolveClosed = resolve
    this.spec = spec
    this.confinement = confinement
    this.dirs = dirs
    this.notes = notes
    this.config = { agentId: keyName(spec), mounts }
    // The first command then finds its process started.
    this.warm = this.spawn()
    this.watchIdle()
  }

  async exec(request: ExecRequest): Promise<ExecResult> {
    this.assertOpen()
    const { stdin = new Uint8Array() } = request
    if (!(stdin instanceof Uint8Array)) {
      throw new AppError(
        'not_allowed',
        'The virtual sandbox runs no programs that one could talk with. Agents on Docker do.',
      )
    }
    const startedAt = performance.now()
    const end = new AbortController()
    const cancel = () => end.abort('cancelled')
    if (request.signal?.aborted) cancel()
    request.signal?.addEventListener('abort', cancel, { once: true })
    const timer = setTimeout(() => end.abort('timed_out'), request.timeoutMs)
    this.running++
    this.watchIdle()
    try {
      const ending =
        (await this.runUntil(end.signal, { ...request, stdin })) ?? endedEarly(end.signal.reason, request.timeoutMs)
      return { ...ending, durationMs: performance.now() - startedAt }
    } finally {
      clearTimeout(timer)
      request.signal?.removeEventListener('abort', cancel)
      this.running--
      this.watchIdle()
    }
  }

  async openTerminal(): Promise<never> {
    throw new AppError(
      'not_allowed',
      'The virtual sandbox has no terminal: its shell runs one command at a time. Agents on Docker have one.',
    )
  }

  async stats(): Promise<SandboxStats> {
    this.assertOpen()
    const all = await Promise.all([...this.processes].map((each) => each.stats()))
    const sum = (pick: (stats: SandboxStats) => number) => all.reduce((total, stats) => total + pick(stats), 0)
    return {
      memoryBytes: sum((each) => each.memoryBytes),
      cpuMs: sum((each) => each.cpuMs),
      pids: sum((each) => each.pids),
    }
  }

  async stop(reason = 'It was stopped.'): Promise<void> {
    this.stopped ??= { reason, done: this.shutDown(reason) }
    await this.stopped.done
  }

  private async shutDown(reason: string): Promise<void> {
    clearTimeout(this.idleTimer)
    // Yields first, so that `stopped` is set before anything ends on account of it.
    await null
    await Promise.all(
      [...this.processes].map(async (each) => {
        each.kill()
        await each.exited
      }),
    )
    await rm(this.dirs.tmp, { recursive: true, force: true })
    await rm(this.dirs.run, { recursive: true, force: true })
    this.resolveClosed({ reason })
  }

  /** How the command ended; null when `end` came first, and then its process is gone. */
  private async runUntil(end: AbortSignal, request: WholeRequest): Promise<Ending | null> {
    const leave = await this.turns.take(end)
    if (!leave) return null
    try {
      return await this.runInTurn(end, request)
    } finally {
      leave()
    }
  }

  private async runInTurn(end: AbortSignal, request: WholeRequest): Promise<Ending | null> {
    if (end.aborted) return null
    if (this.stopped) return this.lost()
    const shell = this.takeShell()
    const aborted = Promise.withResolvers<null>()
    const kill = () => {
      shell.kill()
      // Not on the run's own end, which waits for a reader that may be slow.
      void shell.exited.then(() => aborted.resolve(null))
    }
    end.addEventListener('abort', kill, { once: true })
    try {
      const message = {
        command: request.command,
        cwd: this.cwdOf(request),
        env: request.env ?? {},
        stdinBase64: Buffer.from(request.stdin).toString('base64'),
      }
      const run = shell.run(message, request.onOutput)
      // Left behind by an abort, it may reject with nobody listening.
      run.catch(() => {})
      const ending = await Promise.race([run, aborted.promise])
      if (end.aborted && ending?.outcome !== 'exited') return null
      return this.stopped && ending?.outcome === 'sandbox_lost' ? this.lost() : ending
    } finally {
      end.removeEventListener('abort', kill)
      this.giveBack(shell)
    }
  }

  private cwdOf({ cwd }: ExecRequest): string {
    if (cwd !== undefined) return posix.resolve(WORKSPACE_DIR, cwd)
    return this.spec.settings.workspaceAccess === 'none' ? HOME_DIR : WORKSPACE_DIR
  }

  private takeShell(): ShellProcess {
    const shell = this.warm?.usable ? this.warm : this.spawn()
    this.warm = null
    return shell
  }

  private giveBack(shell: ShellProcess): void {
    if (!shell.usable || this.warm?.usable || this.stopped) shell.kill()
    else this.warm = shell
  }

  private spawn(): ShellProcess {
    const shell = new ShellProcess(this.confinement, this.config, this.spec.settings)
    const { pid } = shell
    this.processes.add(shell)
    const noted = pid === undefined ? Promise.resolve() : this.notes.add(pid).catch(() => {})
    void shell.exited.then(async () => {
      this.processes.delete(shell)
      await noted
      if (pid !== undefined) await this.notes.remove(pid).catch(() => {})
    })
    return shell
  }

  private watchIdle(): void {
    clearTimeout(this.idleTimer)
    if (this.running > 0 || this.stopped) return
    const { idleSeconds } = this.spec.settings
    this.idleTimer = setTimeout(() => void this.stop(`It was idle for ${idleSeconds} seconds.`), idleSeconds * 1000)
    this.idleTimer.unref()
  }

  private lost(): Ending {
    return { exitCode: KILLED, outcome: 'sandbox_lost', detail: `The sandbox ended: ${this.stopped?.reason}` }
  }

  private assertOpen(): void {
    if (this.stopped) throw new AppError('unavailable', `The sandbox is gone (${this.stopped.reason}) Open it again.`)
  }
}

function endedEarly(reason: unknown, timeoutMs: number): Ending {
  return reason === 'timed_out'
    ? {
        exitCode: KILLED,
        outcome: 'timed_out',
        detail: `The command was ended at its time limit of ${timeoutMs / 1000} seconds.`,
      }
    : { exitCode: KILLED, outcome: 'cancelled', detail: 'The command was cancelled.' }
}
