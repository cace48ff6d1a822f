import { z } from 'zod'
import { terminalLine } from '#lib/containers/schema.ts'

/** Keys that wait for the request before them are sent together. */
const MAX_INPUT_BYTES = 48 * 1024

export interface TerminalPlace {
  workspaceId: string
  agentId: string
  threadId?: string
}

export interface TerminalEnd {
  reason: 'closed' | 'exited' | 'idle' | 'lost' | 'revoked' | 'disk_full'
  /** Where there is more to say than the reason. */
  message?: string
}

export interface TerminalConnection {
  type(text: string): void
  resize(size: { columns: number; rows: number }): void
  close(): void
}

const problem = z.object({ detail: z.string() })

/**
 * A terminal of the server's: one answer streams its output, requests carry what is typed, one after the other. `show`
 * is awaited, so that a flood waits for the screen.
 */
export function connectTerminal(
  place: TerminalPlace,
  size: { columns: number; rows: number },
  on: { opened(): void; show(bytes: Uint8Array): Promise<void>; ended(end: TerminalEnd): void },
): TerminalConnection {
  const gone = new AbortController()
  let terminalId: string | null = null
  let waiting = ''
  let isSending = false

  const post = (query: Record<string, string>, body?: BodyInit) => {
    const { workspaceId, agentId } = place
    const address = `/api/terminals/${terminalId}?${new URLSearchParams({ workspaceId, agentId, ...query })}`
    return fetch(address, { method: 'POST', body, signal: gone.signal }).catch(() => null)
  }
  const send = async () => {
    if (isSending || terminalId === null) return
    isSending = true
    while (waiting !== '' && !gone.signal.aborted) {
      const bytes = new TextEncoder().encode(waiting)
      waiting = ''
      for (let at = 0; at < bytes.length; at += MAX_INPUT_BYTES) {
        await post({}, bytes.slice(at, at + MAX_INPUT_BYTES))
      }
    }
    isSending = false
  }

  const read = async (): Promise<TerminalEnd> => {
    const response = await fetch('/api/terminals', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...place, size }),
      signal: gone.signal,
    })
    if (!response.ok || !response.body) {
      const said = problem.safeParse(await response.json().catch(() => null))
      return { reason: 'lost', message: said.data?.detail }
    }
    terminalId = response.headers.get('x-crewhouse-terminal')
    on.opened()
    void send()
    let text = ''
    for await (const chunk of chunksOf(response.body)) {
      text += chunk
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
        const line = terminalLine.parse(JSON.parse(text.slice(0, end)))
        text = text.slice(end + 1)
        if ('ended' in line) return { reason: line.ended }
        await on.show(Uint8Array.from(atob(line.output), (character) => character.charCodeAt(0)))
      }
    }
    return { reason: 'lost' }
  }
  read().then(
    (end) => !gone.signal.aborted && on.ended(end),
    () => !gone.signal.aborted && on.ended({ reason: 'lost' }),
  )
  return {
    type: (text) => {
      waiting += text
      void send()
    },
    resize: ({ columns, rows }) => {
      if (terminalId !== null) void post({ columns: String(columns), rows: String(rows) })
    },
    close: () => gone.abort(),
  }
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    yield decoder.decode(value, { stream: true })
  }
}
