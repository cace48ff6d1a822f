import { setImmediate as yieldToOthers } from 'node:timers/promises'
import { deserializeMessage, type JSONRPCMessage, serializeMessage, type Transport } from '@modelcontextprotocol/client'
import type { McpTarget } from '#lib/mcp/schema.ts'
import { shellWord } from '#lib/mcp/secrets-in.ts'
import type { OutputChunk, Sandbox } from '../sandbox/provider.ts'
import { LineBuffer } from './line-buffer.ts'

const MAX_MESSAGE_BYTES = 4 * 2 ** 20
/** What a server may send between two requests of ours. */
const MAX_FLOOD_BYTES = 16 * 2 ** 20
/** Servers greet on their standard output, and should not. */
const MAX_STRANGE_LINES = 100
const MAX_LIFE_MS = 3_600_000
const KEPT_ERROR_CHARS = 2000

/** A program that speaks the protocol over its standard streams, in an agent's own container. */
export class SandboxTransport implements Transport {
  onclose?: () => void
  onerror?: (error: Error) => void
  onmessage?: (message: JSONRPCMessage) => void
  readonly #sandbox: Sandbox
  readonly #target: McpTarget
  readonly #end = new AbortController()
  readonly #lines = new LineBuffer(MAX_MESSAGE_BYTES)
  readonly #errors = new TextDecoder()
  readonly #queue: Uint8Array[] = []
  #wake: (() => void) | undefined
  #ended = false
  #received = 0
  #strangeLines = 0
  /** Why it came to an end, for people. */
  problem: string | undefined
  /** The end of what it wrote to its standard error. */
  said = ''

  constructor(sandbox: Sandbox, target: McpTarget) {
    this.#sandbox = sandbox
    this.#target = target
  }

  async start(): Promise<void> {
    const running = this.#sandbox.exec({
      command: commandLine(this.#target),
      timeoutMs: MAX_LIFE_MS,
      signal: this.#end.signal,
      stdin: this.#input(),
      onOutput: (chunk) => this.#receive(chunk),
    })
    void running.then(
      ({ outcome, exitCode, detail }) =>
        this.#over(detail ?? `its program ended with exit code ${exitCode} (${outcome})`),
      (error: Error) => this.#over(error.message),
    )
  }

  async send(message: JSONRPCMessage): Promise<void> {
    if (this.#ended) throw new Error(this.problem ?? 'The connection is closed.')
    this.#received = 0
    this.#queue.push(Buffer.from(serializeMessage(message)))
    this.#wake?.()
  }

  async close(): Promise<void> {
    this.#over('it was closed')
  }

  async *#input(): AsyncGenerator<Uint8Array> {
    while (!this.#ended) {
      const next = this.#queue.shift()
      if (next) yield next
      else
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
    }
  }

  async #receive({ stream, bytes }: OutputChunk): Promise<void> {
    if (this.#ended) return
    if (stream === 'stderr') {
      this.said = (this.said + this.#errors.decode(bytes, { stream: true })).slice(-KEPT_ERROR_CHARS)
      return
    }
    this.#received += bytes.byteLength
    try {
      if (this.#received > MAX_FLOOD_BYTES) throw new Error(`it sent more than ${MAX_FLOOD_BYTES / 2 ** 20} MB unasked`)
      for (const line of this.#lines.push(bytes)) this.#read(line)
    } catch (error) {
      this.#over((error as Error).message)
    }
    // A server that prints without end must not keep others waiting.
    await yieldToOthers()
  }

  #read(line: string): void {
    if (line.trim() === '' || this.#ended) return
    let message: JSONRPCMessage
    try {
      message = deserializeMessage(line)
    } catch {
      this.#strangeLines++
      if (this.#strangeLines > MAX_STRANGE_LINES) throw new Error('it prints what is no message of the protocol')
      return
    }
    this.onmessage?.(message)
  }

  #over(problem: string): void {
    if (this.#ended) return
    this.#ended = true
    this.problem = problem
    this.#wake?.()
    this.#end.abort()
    this.onclose?.()
  }
}

/** In bash, with the server's own variables; what they refer to are the placeholders of the agent's secrets. */
export function commandLine({ command, args, env }: McpTarget): string {
  const variables = env.map(({ name, value }) => `export ${name}=${shellWord(value)}\n`)
  return `${variables.join('')}exec ${[command, ...args].map(shellWord).join(' ')}`
}
