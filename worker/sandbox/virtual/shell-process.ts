import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { Readable, Writable } from 'node:stream'
import { AppError } from '#lib/errors.ts'
import type { ExecRequest, ExecResult, SandboxStats } from '../provider.ts'
import type { Confinement } from './confinement.ts'
import { decodeFrames, encodeFrame, FRAME_JSON, FRAME_STDERR, FRAME_STDOUT, type Frame } from './frames.ts'
import { MAX_FRAME_BYTES, type RunMessage, type ShellConfig, type ShellReply, shellReply } from './protocol.ts'

const SHELL_ENV = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  TZ: 'UTC',
  NODE_ENV: 'production',
} as const
const KILLED = 128 + 9
const STDERR_TAIL_CHARS = 4000

export type Ending = Pick<ExecResult, 'exitCode' | 'outcome' | 'detail'>

/** The worker's end of one confined process (`shell-main.ts`), which runs one command at a time. */
export class ShellProcess {
  readonly pid: number | undefined
  /** Resolves when the process is gone. Never rejects. */
  readonly exited: Promise<void>
  private readonly child: ChildProcessByStdio<Writable, Readable, Readable>
  private readonly frames: AsyncGenerator<Frame>
  private readonly memoryMb: number
  private stderrTail = ''
  private alive = true

  constructor(
    confinement: Pick<Confinement, 'commandLine'>,
    config: ShellConfig,
    limits: { memoryMb: number; diskMb: number },
  ) {
    const [command, ...args] = confinement.commandLine(config, limits)
    // Nothing of the worker's environment: it holds the installation's secrets.
    this.child = spawn(command, args, {
      cwd: '/',
      env: SHELL_ENV,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    this.pid = this.child.pid
    this.memoryMb = limits.memoryMb
    this.frames = decodeFrames(this.child.stdout, MAX_FRAME_BYTES)
    this.child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderrTail = (this.stderrTail + text).slice(-STDERR_TAIL_CHARS)
    })
    // A process that dies while it is written to says so by its exit.
    this.child.stdin.on('error', () => {})
    this.exited = new Promise((resolve) => {
      const gone = () => {
        this.alive = false
        resolve()
      }
      this.child.once('close', gone).once('error', gone)
    })
  }

  get usable(): boolean {
    return this.alive && !this.child.killed
  }

  kill(): void {
    this.child.kill('SIGKILL')
    // A reader that waits for output which will not be read any more.
    this.child.stdout.destroy()
  }

  /** Runs one command. Whoever wants it to end early calls `kill`; it then ends as `lost`. */
  async run(message: RunMessage, onOutput: ExecRequest['onOutput']): Promise<Ending> {
    this.child.stdin.write(encodeFrame(FRAME_JSON, Buffer.from(JSON.stringify(message))))
    try {
      for (;;) {
        const { value: frame, done } = await this.frames.next()
        if (done) break
        if (frame.kind === FRAME_JSON) return this.ending(parseReply(frame.body))
        if (frame.kind !== FRAME_STDOUT && frame.kind !== FRAME_STDERR) throw new MalformedFrame()
        // The body is a window on the receive buffer; a reader may keep what it is given.
        const bytes = Uint8Array.from(frame.body)
        await this.deliver({ stream: frame.kind === FRAME_STDOUT ? 'stdout' : 'stderr', bytes }, onOutput)
      }
    } catch (error) {
      this.kill()
      if (error instanceof ReaderFailed) throw error.cause
      if (error instanceof AppError) throw error
    }
    await this.exited
    return this.lost()
  }

  async stats(): Promise<SandboxStats> {
    const none = { memoryBytes: 0, cpuMs: 0, pids: 0 }
    if (!this.usable || process.platform !== 'linux') return none
    const stat = await readFile(`/proc/${this.pid}/stat`, 'utf8').catch(() => '')
    // Fields after the name, which may hold anything: 12 and 13 are CPU ticks of 10 ms, 22 is resident pages of 4 kB.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    if (fields.length < 22) return none
    return { memoryBytes: (fields[21] ?? 0) * 4096, cpuMs: ((fields[11] ?? 0) + (fields[12] ?? 0)) * 10, pids: 1 }
  }

  private async deliver(chunk: Parameters<NonNullable<ExecRequest['onOutput']>>[0], onOutput: ExecRequest['onOutput']) {
    try {
      await onOutput?.(chunk)
    } catch (cause) {
      throw new ReaderFailed(cause)
    }
  }

  private ending(reply: ShellReply): Ending {
    switch (reply.type) {
      case 'exited':
        return { exitCode: reply.exitCode, outcome: 'exited' }
      case 'disk_full':
        // Its script may be running on, filling what is left.
        this.kill()
        return { exitCode: KILLED, outcome: 'disk_full', detail: reply.detail }
      case 'refused':
        throw new AppError('invalid_input', reply.message)
    }
  }

  /** How a command ended whose process is gone. */
  private lost(): Ending {
    if (/out of memory|allocation failed|bad_alloc|Cannot allocate memory/i.test(this.stderrTail)) {
      const detail = `The command used more than the ${this.memoryMb} MB of memory that it may use, and was ended.`
      return { exitCode: KILLED, outcome: 'out_of_memory', detail }
    }
    return { exitCode: KILLED, outcome: 'sandbox_lost', detail: 'The shell ended unexpectedly while the command ran.' }
  }
}

/** Carries what the caller's `onOutput` threw past the handling of the process's own errors. */
class ReaderFailed extends Error {
  constructor(cause: unknown) {
    super('The reader of the output failed.', { cause })
  }
}

class MalformedFrame extends Error {}

function parseReply(body: Uint8Array): ShellReply {
  return shellReply.parse(JSON.parse(Buffer.from(body).toString()))
}
