/**
 * The process in which an agent's commands run: started by `ShellProcess`, confined by `confinement.ts`, one command
 * at a time. It is the only code that loads just-bash. It trusts what the worker sends; the worker does not trust it.
 */
import { Bash, type CommandName, getCommandNames } from 'just-bash'
import { decodeFrames, encodeFrame, FRAME_JSON, FRAME_STDERR, FRAME_STDOUT } from './frames.ts'
import { guestFs } from './guest-fs.ts'
import { MAX_FRAME_BYTES, type RunMessage, type ShellConfig, type ShellReply } from './protocol.ts'
import { streamOutput } from './stream-output.ts'

// Kept from before any script runs: just-bash hides process.stdout from the code that it runs.
const { stdin, stdout } = process
const config = JSON.parse(process.argv[2] ?? '') as ShellConfig

/** Needs a worker thread, which the process may not start, or would only fail for want of a network or an interpreter. */
const unavailable = new Set(['sqlite3', 'python', 'python3', 'js-exec', 'curl'])
const commands = (getCommandNames() as CommandName[]).filter((name) => !unavailable.has(name))

const send = (kind: number, body: Uint8Array) =>
  new Promise<void>((resolve, reject) => {
    stdout.write(encodeFrame(kind, body), (error) => (error ? reject(error) : resolve()))
  })
const reply = (message: ShellReply) => send(FRAME_JSON, Buffer.from(JSON.stringify(message)))

async function writeOutput(stream: 'stdout' | 'stderr', bytes: Uint8Array): Promise<void> {
  const kind = stream === 'stdout' ? FRAME_STDOUT : FRAME_STDERR
  for (let at = 0; at < bytes.byteLength; at += MAX_FRAME_BYTES)
    await send(kind, bytes.subarray(at, at + MAX_FRAME_BYTES))
}

/** Ends the command: the worker kills the process when it reads this, so a script that goes on filling is stopped. */
function reportDiskFull({ at, quotaBytes }: ShellConfig['mounts'][number]): void {
  const quotaMb = Math.round(quotaBytes / 2 ** 20)
  void reply({ type: 'disk_full', detail: `${at} is full: its ${quotaMb} MB are used up. Remove files and try again.` })
}

let source = ''
const fs = guestFs({ mounts: config.mounts, commandNames: commands, writeOutput, onDiskFull: reportDiskFull })
// The worker's clock and the process's memory limit end what runs too long or grows too large; these would only cut
// honest work short. Depth stays limited: a script must not overflow the interpreter's stack.
const unlimited = Number.MAX_SAFE_INTEGER
const bash = new Bash({
  fs,
  commands,
  cwd: '/workspace',
  env: { HOME: '/home/agent', USER: 'agent', LOGNAME: 'agent', PATH: '/usr/bin:/bin', LANG: 'C.UTF-8', TMPDIR: '/tmp' },
  processInfo: { pid: 1, ppid: 0, uid: 1000, gid: 1000 },
  defenseInDepth: { enabled: true, processLifetimeIntrinsicHardening: true },
  executionLimits: {
    maxCommandCount: unlimited,
    maxLoopIterations: unlimited,
    maxAwkIterations: unlimited,
    maxSedIterations: unlimited,
    maxJqIterations: unlimited,
    maxWorkUnits: unlimited,
    maxTraversalEntries: unlimited,
    maxTraversalWork: unlimited,
    maxGlobOperations: unlimited,
    maxInputBytes: unlimited,
    maxOutputSize: unlimited,
    maxExecutionTimeMs: unlimited,
  },
})

bash.registerTransformPlugin(streamOutput(() => source))

async function run(message: RunMessage): Promise<ShellReply> {
  const cwd = await fs.stat(message.cwd).catch(() => null)
  if (!cwd?.isDirectory) return { type: 'refused', message: `The folder ${message.cwd} does not exist.` }
  source = message.command
  const options = {
    cwd: message.cwd,
    env: message.env,
    rawScript: true,
    stdin: Buffer.from(message.stdinBase64, 'base64').toString('latin1'),
    stdinKind: 'bytes',
  } as const
  // A write that the file system refuses in a redirection ends the script by an exception.
  const result = await bash.exec(message.command, options).catch((error: unknown) => {
    const stderr = `bash: ${error instanceof Error ? error.message : String(error)}\n`
    return { stdout: '', stderr, exitCode: 1, stdoutKind: 'text' as const }
  })
  // What was not streamed: errors of the shell itself, and scripts that redirect themselves.
  await writeOutput('stdout', Buffer.from(result.stdout, result.stdoutKind === 'bytes' ? 'latin1' : 'utf8'))
  await writeOutput('stderr', Buffer.from(result.stderr))
  return { type: 'exited', exitCode: result.exitCode & 0xff }
}

for await (const frame of decodeFrames(stdin, Number.MAX_SAFE_INTEGER)) {
  await reply(await run(JSON.parse(Buffer.from(frame.body).toString()) as RunMessage))
}
process.exit(0)
