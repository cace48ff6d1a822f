/** What a script can tell apart. */
export const EXIT = { done: 0, failed: 1, usage: 2, notSignedIn: 3, notFound: 4, runFailed: 5 } as const

/** A failure in words for the person, with the exit code of its kind. */
export class CliError extends Error {
  readonly exitCode: number

  constructor(message: string, exitCode: number = EXIT.failed) {
    super(message)
    this.exitCode = exitCode
  }
}
