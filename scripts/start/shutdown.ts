import { setTimeout as delay } from 'node:timers/promises'
import { killRunningCommands } from '#scripts/services/commands.ts'

/**
 * Ends a command in order, whatever phase it is in: what has been started is stopped, the last first. A repeated
 * signal changes nothing, for npm passes on what the terminal has already sent to the whole group.
 */
export class Shutdown {
  readonly #undo: (() => Promise<void>)[] = []
  readonly #request = new AbortController()
  #ended: Promise<void> | undefined

  /** Aborted when the end has been asked for. */
  get signal(): AbortSignal {
    return this.#request.signal
  }

  /** Remembers how to stop what has just been started. */
  add(undo: () => Promise<void>): void {
    this.#undo.push(undo)
  }

  /** Runs `work` and then ends; or ends in the middle of it at SIGINT, SIGTERM, SIGHUP or the death of the parent. */
  async run(work: () => Promise<number>): Promise<never> {
    const ask = () => this.#request.abort()
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, ask)
    // Whoever read the output is gone (`npm start | head`), or there is a bug: what runs must be stopped all the same.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', ask)
    process.on('uncaughtException', (error) => {
      report(error)
      ask()
    })
    const parent = process.ppid
    setInterval(() => process.ppid !== parent && ask(), 1_000).unref()

    const asked = new Promise<'asked'>((resolve) => this.signal.addEventListener('abort', () => resolve('asked')))
    const working = work().catch((error: unknown) => {
      if (!this.signal.aborted) report(error)
      return 1
    })
    const outcome = await Promise.race([working, asked])
    if (outcome === 'asked') {
      // A step under way may be just starting something: it gets to say how that is stopped.
      killRunningCommands()
      await Promise.race([working, delay(15_000)])
    }
    await this.end()
    process.exit(outcome === 'asked' ? 130 : outcome)
  }

  /** Stops everything once. */
  end(): Promise<void> {
    this.#ended ??= this.#stopAll()
    return this.#ended
  }

  async #stopAll(): Promise<void> {
    for (const undo of this.#undo.reverse()) await undo().catch(report)
  }

  /** Leaves the current phase when the end has been asked for. */
  throwIfAsked(): void {
    this.signal.throwIfAborted()
  }
}

function report(error: unknown): void {
  // An AppError is written for the person; anything else is a bug, and its stack says where.
  const expected = error instanceof Error && error.name === 'AppError'
  process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : error}\n`)
}
