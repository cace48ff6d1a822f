/** Lets a limited number in at once; the others wait in order. */
export class Turns {
  private free: number
  private readonly waiting: (() => void)[] = []

  constructor(limit: number) {
    this.free = limit
  }

  /** Resolves with what gives the turn back, or with null when the signal came first. */
  async take(signal: AbortSignal): Promise<(() => void) | null> {
    if (signal.aborted) return null
    if (this.free > 0) {
      this.free--
      return () => this.giveBack()
    }
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const enter = () => resolve(true)
    const leave = () => {
      const index = this.waiting.indexOf(enter)
      // Called already: the turn is taken, and whoever took it sees the signal itself.
      if (index < 0) return
      this.waiting.splice(index, 1)
      resolve(false)
    }
    this.waiting.push(enter)
    signal.addEventListener('abort', leave, { once: true })
    const entered = await promise
    signal.removeEventListener('abort', leave)
    return entered ? () => this.giveBack() : null
  }

  private giveBack(): void {
    const next = this.waiting.shift()
    if (next) next()
    else this.free++
  }
}
