/** A leader that says nothing for this long is frozen: another tab takes over. */
const SILENCE_MS = 25_000
const HEARTBEAT_MS = 8_000

interface ElectionHandlers {
  onLead(): void
  /** Another tab took over while this one was frozen. */
  onDepose(): void
}

/**
 * Which of a browser's tabs leads: the holder of one Web Lock. Without locks (no https) each tab leads itself alone.
 */
export class TabElection {
  readonly #name: string
  readonly #handlers: ElectionHandlers
  readonly #closing = new AbortController()
  readonly #heart: BroadcastChannel | null
  #isLeader = false
  #beating: ReturnType<typeof setInterval> | undefined
  #watchdog: ReturnType<typeof setTimeout> | undefined
  #resign: () => void = () => undefined

  static isPossible(): boolean {
    return typeof BroadcastChannel !== 'undefined' && typeof navigator !== 'undefined' && Boolean(navigator.locks)
  }

  constructor(name: string, tab: string, handlers: ElectionHandlers) {
    this.#name = name
    this.#handlers = handlers
    if (!TabElection.isPossible()) {
      this.#heart = null
      this.#isLeader = true
      return
    }
    this.#heart = new BroadcastChannel(`${name}:heart`)
    this.#heart.addEventListener('message', () => this.#expectHeartbeat())
    // Held as long as this tab lives: whoever waits for it learns when the tab is gone, however it went.
    this.#hold(tabLock(name, tab), {})
    this.#stand(false)
    this.#expectHeartbeat()
  }

  get isLeader(): boolean {
    return this.#isLeader
  }

  /** Calls back when another tab has been closed, or has crashed. */
  onTabClosed(tab: string, callback: () => void): void {
    const { signal } = this.#closing
    navigator.locks.request(tabLock(this.#name, tab), { signal }, callback).catch(() => undefined)
  }

  close(): void {
    this.#isLeader = false
    this.#closing.abort()
    this.#resign()
    clearInterval(this.#beating)
    clearTimeout(this.#watchdog)
    this.#heart?.close()
  }

  #hold(lock: string, options: LockOptions): void {
    const held = new Promise<void>((resolve) => this.#closing.signal.addEventListener('abort', () => resolve()))
    navigator.locks.request(lock, options, () => held).catch(() => undefined)
  }

  /** Waits until it is this tab's turn. */
  #stand(steal: boolean): void {
    const options: LockOptions = steal ? { steal } : { signal: this.#closing.signal }
    navigator.locks
      .request(`${this.#name}:leader`, options, () => {
        if (this.#closing.signal.aborted) return
        this.#isLeader = true
        clearTimeout(this.#watchdog)
        this.#beating = setInterval(() => this.#heart?.postMessage('alive'), HEARTBEAT_MS)
        this.#heart?.postMessage('alive')
        this.#handlers.onLead()
        return new Promise<void>((resolve) => {
          this.#resign = resolve
        })
      })
      .catch(() => this.#deposed())
  }

  /** The lock was stolen, which ends this tab's hold of it; or the tab closes. */
  #deposed(): void {
    if (this.#closing.signal.aborted || !this.#isLeader) return
    this.#isLeader = false
    clearInterval(this.#beating)
    this.#handlers.onDepose()
    this.#stand(false)
    this.#expectHeartbeat()
  }

  #expectHeartbeat(): void {
    clearTimeout(this.#watchdog)
    if (this.#isLeader || this.#closing.signal.aborted) return
    this.#watchdog = setTimeout(() => this.#stand(true), SILENCE_MS)
  }
}

function tabLock(name: string, tab: string): string {
  return `${name}:tab:${tab}`
}
