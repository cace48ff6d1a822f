/** The run waits in the queue: until its provider may be asked again, or others have settled what they set aside. */
export class WaitInQueue extends Error {
  readonly delayMs: number

  constructor(delayMs: number) {
    super(`The run goes back to the queue for ${delayMs} ms.`)
    this.name = 'WaitInQueue'
    this.delayMs = delayMs
  }
}
