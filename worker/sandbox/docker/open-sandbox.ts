import { finished } from 'node:stream'
import { HOME_DIR, WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import { REQUEST } from '../protocol/frames.ts'
import type { SupervisorLink } from '../protocol/link.ts'
import { remoteFiles } from '../protocol/remote-files.ts'
import { parseDisk, parseStats } from '../protocol/replies.ts'
import { runCommand } from '../protocol/run-command.ts'
import { openTerminal } from '../protocol/terminal.ts'
import type { ExecRequest, FileOps, Sandbox, SandboxStats } from '../provider.ts'

/** A running container with its link, and the clock that stops it when nothing has happened in it for a while. */
export class OpenSandbox {
  readonly link: SupervisorLink
  readonly specHash: string
  readonly sandbox: Sandbox
  readonly #stop: () => Promise<void>
  readonly #roots: string[]
  #idleMs: number
  #busy = 0
  #idle: NodeJS.Timeout | undefined

  /** `stop` kills the container and waits until it is dead. */
  constructor(link: SupervisorLink, roots: string[], specHash: string, idleMs: number, stop: () => Promise<void>) {
    this.link = link
    this.specHash = specHash
    this.#stop = stop
    this.#roots = roots
    this.#idleMs = idleMs
    this.sandbox = this.#surface(roots)
    void link.closed.then(() => clearTimeout(this.#idle))
    this.#rest()
  }

  async stop(reason: string): Promise<void> {
    this.link.lose(reason)
    await this.#stop()
  }

  /** A stop that nobody waits for. Where the engine fails, the lost stream still ends the supervisor. */
  #giveUp(reason: string): void {
    this.stop(reason).catch(() => {})
  }

  /** Puts off the idle stop: somebody has just been given this sandbox. */
  touch(idleMs: number): void {
    this.#idleMs = idleMs
    this.#begin()()
  }

  /** What its processes use, by the container's own control group. Does not put off the idle stop, nor does `disk`. */
  stats(): Promise<SandboxStats> {
    return this.link.call(REQUEST.stats, [], parseStats)
  }

  /** What each root holds, and may hold, as far as it has been measured. */
  async disk(): Promise<Map<string, { usedBytes: number; quotaBytes: number }>> {
    const measured = await this.link.call(REQUEST.disk, [], parseDisk)
    return new Map(measured.flatMap((use, index) => (use.quotaBytes > 0 ? [[this.#roots[index] ?? '', use]] : [])))
  }

  #rest(): void {
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.#giveUp('it was idle'), this.#idleMs)
    this.#idle.unref()
  }

  /** The sandbox is in use until the returned function is called. */
  #begin(): () => void {
    this.#busy++
    clearTimeout(this.#idle)
    return () => {
      this.#busy--
      if (this.#busy === 0) this.#rest()
    }
  }

  async #use<T>(operation: () => Promise<T>): Promise<T> {
    const end = this.#begin()
    try {
      return await operation()
    } finally {
      end()
    }
  }

  #surface(roots: string[]): Sandbox {
    const files = remoteFiles(this.link, roots)
    // Without the workspace a command has nothing to do in its folder.
    const cwd = roots.includes(WORKSPACE_DIR) ? WORKSPACE_DIR : HOME_DIR
    const inPlace = <R extends Pick<ExecRequest, 'cwd'>>(request: R): R => ({ ...request, cwd: request.cwd ?? cwd })
    const watched: FileOps = {
      stat: (path) => this.#use(() => files.stat(path)),
      list: (path, options) => this.#use(() => files.list(path, options)),
      readFile: (path, range) => this.#use(() => files.readFile(path, range)),
      writeFile: (path, bytes, options) => this.#use(() => files.writeFile(path, bytes, options)),
      append: (path, offset, bytes) => this.#use(() => files.append(path, offset, bytes)),
      remove: (path, options) => this.#use(() => files.remove(path, options)),
      rename: (from, to, options) => this.#use(() => files.rename(from, to, options)),
      mkdir: (path) => this.#use(() => files.mkdir(path)),
      usage: () => this.#use(() => files.usage()),
      readStream: async (path, range) => {
        const end = this.#begin()
        try {
          const opened = await files.readStream(path, range)
          finished(opened.stream, end)
          return opened
        } catch (error) {
          end()
          throw error
        }
      },
    }
    return {
      ...watched,
      exec: (request) => this.#use(() => runCommand(this.link, inPlace(request), (reason) => this.#giveUp(reason))),
      openTerminal: async (request) => {
        const end = this.#begin()
        try {
          const terminal = openTerminal(this.link, inPlace(request), (reason) => this.#giveUp(reason))
          void terminal.ended.finally(end)
          return terminal
        } catch (error) {
          end()
          throw error
        }
      },
      stats: () => this.#use(() => this.stats()),
      stop: () => this.stop('it was stopped'),
      closed: this.link.closed.then((reason) => ({ reason })),
    }
  }
}
