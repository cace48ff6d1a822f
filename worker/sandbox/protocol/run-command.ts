import { AppError } from '#lib/errors.ts'
import { WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import type { ExecRequest, ExecResult } from '../provider.ts'
import { InputQueue, OutputQueue, StdinFeed } from './command-streams.ts'
import { cString, EXIT_FLAG, ProtocolError, REPLY, REQUEST, u8 } from './frames.ts'
import type { SupervisorLink } from './link.ts'
import { parseCredit, parseErrno, parseExit } from './replies.ts'

/** The kernel's limit for one argument. */
const MAX_COMMAND_BYTES = 128 * 1024 - 1
const MAX_ENVIRONMENT_BYTES = 64 * 1024
/** A cancel is promised within a second: when the supervisor has not killed all by then, the container goes. */
export const KILL_PATIENCE_MS = 900
/** A reader that hangs must not hold back the end of a command that was killed. */
export const READER_PATIENCE_MS = 1000

/** Longer timers fire at once. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1

const BASE_ENVIRONMENT: Record<string, string> = {
  PATH: '/home/agent/.local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/home/agent',
  USER: 'agent',
  LOGNAME: 'agent',
  SHELL: '/bin/bash',
  LANG: 'C.UTF-8',
  TERM: 'dumb',
  NPM_CONFIG_PREFIX: '/home/agent/.local',
}

const EAGAIN = 11
const E2BIG = 7
const EMFILE = 24
const EINVAL = 22

type Killed = 'timed_out' | 'cancelled'

/**
 * Runs one command to its end. `onStuck` is called when the supervisor could not kill it: the caller then kills the
 * container.
 */
export async function runCommand(
  link: SupervisorLink,
  request: ExecRequest,
  onStuck: (reason: string) => void,
): Promise<ExecResult> {
  const parts = [u8(request.stdin ? 1 : 0), ...encodeCommand(request)]
  const startedAt = performance.now()
  const durationMs = () => Math.round(performance.now() - startedAt)
  if (request.signal?.aborted) return { exitCode: 137, outcome: 'cancelled', detail: CANCELLED, durationMs: 0 }

  const ended = Promise.withResolvers<{ code: number; flags: number } | { lost: string }>()
  const output = new OutputQueue(request.onOutput, (bytes) => link.consumed(id, bytes))
  let killed: Killed | undefined
  let patience: NodeJS.Timeout | undefined
  const kill = (reason: Killed) => {
    if (killed) return
    killed = reason
    // Who cancels wants no more of it.
    if (reason === 'cancelled') output.drop()
    link.send(REQUEST.kill, id)
    patience = setTimeout(() => onStuck('a command could not be killed in time'), KILL_PATIENCE_MS)
  }
  const stdin = inputOf(request.stdin, (bytes) => link.send(REQUEST.stdin, id, bytes))

  const id = link.open(REQUEST.run, parts, {
    onReply: (type, body) => {
      if (type === REPLY.exit) ended.resolve(parseExit(body))
      else if (type === REPLY.fail) ended.reject(startRefusal(parseErrno(body), request))
      else if (type === REPLY.credit) {
        stdin.grant(parseCredit(body))
        return false
      } else throw new ProtocolError(`Reply ${type} does not belong to a command.`)
      return true
    },
    onBytes: (type, bytes) => output.push({ stream: type === REPLY.stdout ? 'stdout' : 'stderr', bytes }),
    onLost: (lost) => ended.resolve({ lost }),
  })
  // Nobody goes on talking with a program whose other side has failed.
  stdin.begin().catch(() => kill('cancelled'))

  const timer = setTimeout(() => kill('timed_out'), Math.min(request.timeoutMs, MAX_TIMEOUT_MS))
  const onAbort = () => kill('cancelled')
  request.signal?.addEventListener('abort', onAbort, { once: true })
  // A reader that throws wants no more of the command; its error is the caller's.
  output.failed.catch(onAbort)
  try {
    const end = await ended.promise
    await output.drained(killed ? READER_PATIENCE_MS : undefined)
    if ('lost' in end) {
      if (killed) return { exitCode: 137, outcome: killed, detail: detailOf(killed, request), durationMs: durationMs() }
      const detail = `The sandbox was lost while the command ran: ${end.lost}.`
      return { exitCode: 137, outcome: 'sandbox_lost', detail, durationMs: durationMs() }
    }
    if (end.flags & EXIT_FLAG.leftovers) onStuck('a process survived being killed')
    return { ...outcomeOf(end, killed, request), durationMs: durationMs() }
  } finally {
    clearTimeout(timer)
    clearTimeout(patience)
    stdin.close()
    request.signal?.removeEventListener('abort', onAbort)
  }
}

interface Input {
  begin(): Promise<void>
  grant(bytes: number): void
  close(): void
}

function inputOf(stdin: ExecRequest['stdin'], send: (bytes: Uint8Array) => void): Input {
  if (stdin && !(stdin instanceof Uint8Array)) {
    const queue = new InputQueue(send)
    return {
      begin: () => queue.sendAll(stdin),
      grant: (bytes) => queue.grant(bytes),
      close: () => queue.close(),
    }
  }
  const feed = new StdinFeed(stdin, send)
  return { begin: async () => feed.pump(), grant: (bytes) => feed.grant(bytes), close: () => {} }
}

const CANCELLED = 'The command was cancelled; everything that it had started was killed.'

function detailOf(killed: Killed, request: ExecRequest): string {
  if (killed === 'cancelled') return CANCELLED
  return `The command ran longer than its limit of ${request.timeoutMs / 1000} s; everything that it had started was killed.`
}

function outcomeOf(
  end: { code: number; flags: number },
  killed: Killed | undefined,
  request: ExecRequest,
): Pick<ExecResult, 'exitCode' | 'outcome' | 'detail'> {
  const exitCode = end.code
  if (killed) return { exitCode, outcome: killed, detail: detailOf(killed, request) }
  if (end.flags & EXIT_FLAG.diskFull) {
    const detail = 'The command was killed because the disk quota is used up. Remove files, then run it again.'
    return { exitCode, outcome: 'disk_full', detail }
  }
  if (end.flags & EXIT_FLAG.outOfMemory && exitCode !== 0) {
    const detail = 'The sandbox ran out of memory while the command ran, and processes were killed. Use less memory.'
    return { exitCode, outcome: 'out_of_memory', detail }
  }
  if (end.flags & EXIT_FLAG.runaway) {
    const detail = 'The process limit was reached; the background processes that the command had left were killed.'
    return { exitCode, outcome: 'exited', detail }
  }
  return { exitCode, outcome: 'exited' }
}

/** Folder, command line and environment as the supervisor takes them. @throws AppError `invalid_input` */
export function encodeCommand(request: Pick<ExecRequest, 'command' | 'cwd' | 'env'>): Buffer[] {
  const cwd = request.cwd ?? WORKSPACE_DIR
  const environment = Object.entries({ ...BASE_ENVIRONMENT, ...request.env })
  if (environment.some(([name]) => !/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))) {
    throw new AppError('invalid_input', 'Names of environment variables consist of letters, digits and underscores.')
  }
  const entries = environment.map(([name, value]) => `${name}=${value}`)
  if ([cwd, request.command, ...entries].some((text) => text.includes('\0'))) {
    throw new AppError('invalid_input', 'A command, its folder and its environment cannot contain NUL characters.')
  }
  if (Buffer.byteLength(request.command) > MAX_COMMAND_BYTES) {
    throw new AppError('invalid_input', 'The command is longer than 128 kB. Write it to a file and run that.')
  }
  const variables = Buffer.concat(entries.map(cString))
  if (variables.length > MAX_ENVIRONMENT_BYTES || entries.length > 200) {
    throw new AppError('invalid_input', 'The environment is larger than 64 kB or has more than 200 variables.')
  }
  const folder = cwd.startsWith('/') ? cwd : `${WORKSPACE_DIR}/${cwd}`
  return [cString(folder), cString(request.command), variables]
}

/** Why a command could not be started, in words. */
export function startRefusal(errno: number, request: { cwd?: string }): AppError {
  if (errno === EAGAIN || errno === EMFILE) {
    return new AppError('unavailable', 'The sandbox is at its process limit. Wait for running commands, or stop them.')
  }
  if (errno === E2BIG || errno === EINVAL) return new AppError('invalid_input', 'The command is too long to be run.')
  return new AppError('invalid_input', `The folder ${request.cwd ?? WORKSPACE_DIR} cannot be entered to run a command.`)
}
