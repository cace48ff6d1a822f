import type { ThreadEvent } from '#lib/stream/events.ts'

interface Waiter {
  matches: (event: ThreadEvent) => boolean
  resolve: (seen: Seen) => void
}

export interface Seen {
  event: ThreadEvent
  /** `performance.now()` at the arrival of its bytes. */
  atMs: number
}

/** A browser's event stream over several threads, from now on. */
export class StreamReader {
  readonly #waiters = new Set<Waiter>()
  readonly #abort = new AbortController()
  /** Told of every event. */
  onEvent: ((event: ThreadEvent) => void) | undefined
  /** Told when the stream ends although nobody closed it. */
  onBreak: (error: Error) => void = () => undefined

  /** Resolves once every topic is being watched. */
  static async open(url: string, headers: Record<string, string>, threadIds: readonly string[]): Promise<StreamReader> {
    const reader = new StreamReader()
    const topics = Object.fromEntries(threadIds.map((id) => [`thread:${id}`, '']))
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ topics }),
      signal: reader.#abort.signal,
    })
    if (!response.ok || !response.body) throw new Error(`${url}: ${response.status} ${await response.text()}`)
    await new Promise<void>((resolve, reject) => {
      reader.#read(response.body as ReadableStream<Uint8Array>, threadIds.length, resolve).catch(reject)
    })
    return reader
  }

  /** The next event for which `matches` holds. */
  next(matches: (event: ThreadEvent) => boolean): Promise<Seen> {
    return new Promise((resolve) => this.#waiters.add({ matches, resolve }))
  }

  close(): void {
    this.#abort.abort()
  }

  async #read(body: ReadableStream<Uint8Array>, topicCount: number, onWatching: () => void): Promise<void> {
    const decoder = new TextDecoder()
    let watching = 0
    let rest = ''
    try {
      for await (const chunk of body) {
        const atMs = performance.now()
        const frames = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
        rest = frames.pop() ?? ''
        for (const frame of frames) {
          if (frame.includes('event: watching') && ++watching === topicCount) onWatching()
          if (frame.includes('event: events')) this.#deliver(eventsOf(frame), atMs)
        }
      }
      throw new Error('The server ended the event stream.')
    } catch (error) {
      if (this.#abort.signal.aborted) return
      this.onBreak(error as Error)
      throw error
    }
  }

  #deliver(events: ThreadEvent[], atMs: number): void {
    for (const event of events) {
      this.onEvent?.(event)
      for (const waiter of this.#waiters) {
        if (!waiter.matches(event)) continue
        this.#waiters.delete(waiter)
        waiter.resolve({ event, atMs })
      }
    }
  }
}

function eventsOf(frame: string): ThreadEvent[] {
  const data = frame.split('\n').find((line) => line.startsWith('data: '))
  return data ? (JSON.parse(data.slice('data: '.length)) as { events: ThreadEvent[] }).events : []
}
