import { type ChildProcess, spawn } from 'node:child_process'
import type { Identity } from './folders.ts'

export interface CommandOptions {
  cwd?: string
  env?: NodeJS.ProcessEnv
  identity?: Identity
  timeoutMs?: number
  /** Ends the command when it has written nothing for so long. */
  silenceMs?: number
  onLine?: (line: string) => void
}

export interface CommandResult {
  ok: boolean
  output: string
  stdout: string
}

const running = new Set<ChildProcess>()

/** Ends what `runCommand` runs now: someone has asked for the end, and nobody waits for the results. */
export function killRunningCommands(): void {
  for (const child of running) child.kill('SIGTERM')
}

process.once('exit', killRunningCommands)

/** Runs a program to its end and collects its output. Never throws: a program that is missing has simply not succeeded. */
export function runCommand(program: string, args: string[], options: CommandOptions = {}): Promise<CommandResult> {
  const { cwd, env, identity, timeoutMs, silenceMs, onLine } = options
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, ...identity, stdio: ['ignore', 'pipe', 'pipe'] })
    running.add(child)
    let output = ''
    let stdout = ''
    let unfinished = ''
    let silence: NodeJS.Timeout | undefined
    const kill = () => child.kill('SIGKILL')
    const limit = timeoutMs ? setTimeout(kill, timeoutMs) : undefined
    const listen = () => {
      clearTimeout(silence)
      if (silenceMs) silence = setTimeout(kill, silenceMs)
    }
    const take = (text: string) => {
      listen()
      output += text
      const lines = (unfinished + text).split(/\r?\n/)
      unfinished = lines.pop() ?? ''
      for (const line of lines) onLine?.(line)
    }
    const finish = (ok: boolean) => {
      running.delete(child)
      clearTimeout(limit)
      clearTimeout(silence)
      resolve({ ok, output, stdout })
    }
    listen()
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
      take(text)
    })
    child.stderr.setEncoding('utf8').on('data', take)
    child.once('error', (error) => {
      output += error.message
      finish(false)
    })
    child.once('close', (code) => finish(code === 0))
  })
}
