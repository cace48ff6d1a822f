import {
  type CallToolResult,
  Client,
  type jsonSchemaValidator,
  type RequestOptions,
  SdkError,
  SdkErrorCode,
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type Transport,
} from '@modelcontextprotocol/client'
import { AppError } from '#lib/errors.ts'
import { inputOf } from '#lib/mcp/input-schema.ts'
import type { McpSnapshot, McpTarget } from '#lib/mcp/schema.ts'
import type { Sandbox } from '../sandbox/provider.ts'
import { problemOf } from './errors.ts'
import { readListing } from './read-listing.ts'
import { SandboxTransport } from './sandbox-transport.ts'

const MAX_LIST_PAGES = 20
const LIST_TIMEOUT_MS = 30_000
const MAX_INSTRUCTIONS_CHARS = 4000
const CLIENT = { name: 'crewhouse', version: '1' }

/** Where a server is talked with. */
export type McpWay = { fetch: typeof fetch; headers: Record<string, string> } | { sandbox: Sandbox }

export interface McpCallOptions {
  signal: AbortSignal
  timeoutMs: number
  onProgress?: (text: string) => void
}

/** One connection to a server, and what it offers. */
export class McpSession {
  readonly #client: Client
  readonly #transport: Transport
  readonly #target: McpTarget
  #isStale = true
  #listing: Promise<McpSnapshot> | undefined
  isOver = false

  private constructor(client: Client, transport: Transport, target: McpTarget) {
    this.#client = client
    this.#transport = transport
    this.#target = target
    client.onclose = () => {
      this.isOver = true
    }
    client.setNotificationHandler('notifications/tools/list_changed', () => {
      this.#isStale = true
    })
  }

  /** @throws AppError `unavailable` that says what is wrong with the server */
  static async connect(
    target: McpTarget,
    way: McpWay,
    { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
  ): Promise<McpSession> {
    const transport = transportTo(target, way)
    const client = new Client(CLIENT, {
      capabilities: {},
      jsonSchemaValidator: careful,
      listMaxPages: MAX_LIST_PAGES,
      ...(target.transport === 'http' && { versionNegotiation: { mode: 'auto' } }),
    })
    const session = new McpSession(client, transport, target)
    await session.#attempt(() => client.connect(transport, { signal, timeout: timeoutMs }))
    return session
  }

  /** What the server offers: asked again where it says that this has changed. */
  async listing(): Promise<McpSnapshot> {
    if (this.#isStale || !this.#listing) {
      this.#isStale = false
      this.#listing = this.#list()
      this.#listing.catch(() => {
        this.#isStale = true
      })
    }
    return this.#listing
  }

  /** @throws AppError; the signal's reason when it was cancelled */
  async call(name: string, args: unknown, { signal, timeoutMs, onProgress }: McpCallOptions): Promise<CallToolResult> {
    return this.#attempt(
      () =>
        this.#client.callTool(
          { name, arguments: args as Record<string, unknown> },
          {
            signal,
            timeout: timeoutMs,
            maxTotalTimeout: timeoutMs,
            onprogress: ({ message, progress, total }) =>
              onProgress?.(`${message ?? ''} ${progress}${total === undefined ? '' : `/${total}`}`.trim()),
          },
        ),
      signal,
    )
  }

  /** @throws AppError; the signal's reason when it was cancelled */
  ask<T>(
    work: (client: Client, options: RequestOptions) => Promise<T>,
    { signal, timeoutMs }: McpCallOptions,
  ): Promise<T> {
    const options = { signal, timeout: timeoutMs, maxTotalTimeout: timeoutMs }
    return this.#attempt(() => work(this.#client, options), signal)
  }

  async close(): Promise<void> {
    this.isOver = true
    const { sessionId } = this.#transport
    if (this.#transport instanceof StreamableHTTPClientTransport && sessionId) {
      await this.#transport.terminateSession().catch(() => {})
    }
    await this.#client.close().catch(() => {})
  }

  async #list(): Promise<McpSnapshot> {
    const { tools } = await this.#attempt(() =>
      this.#client.listTools(undefined, { timeout: LIST_TIMEOUT_MS, cacheMode: 'refresh' }),
    )
    const { name = '', version = '' } = this.#client.getServerVersion() ?? {}
    const capabilities = this.#client.getServerCapabilities()
    const about = {
      name: name.slice(0, 200),
      version: version.slice(0, 100),
      instructions: (this.#client.getInstructions() ?? '').slice(0, MAX_INSTRUCTIONS_CHARS),
      protocol: this.#client.getNegotiatedProtocolVersion() ?? '',
      hasResources: capabilities?.resources !== undefined,
      hasPrompts: capabilities?.prompts !== undefined,
    }
    return readListing(about, tools)
  }

  /** In words, and at an end where the connection is one. */
  async #attempt<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await work()
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      // What it does not answer may be all that it ever hears.
      if (error instanceof SdkError && error.code === SdkErrorCode.RequestTimeout) this.isOver = true
      const own = this.#transport instanceof SandboxTransport ? this.#transport : undefined
      const cause = own?.problem && own.problem !== 'it was closed' ? new Error(own.problem) : error
      const problem = problemOf(cause, this.#target.name, own?.said)
      throw new AppError('unavailable', problem, { cause: error })
    }
  }
}

/** A server's schema of its answers, as far as it can be trusted with our time. */
const careful: jsonSchemaValidator = {
  getValidator: (schema) => {
    const known = inputOf(schema as Record<string, unknown>)
    return (input) => {
      const { success, error } = known.safeParse(input)
      return success
        ? { valid: true, data: input as never, errorMessage: undefined }
        : { valid: false, data: undefined, errorMessage: error.issues.map(({ message }) => message).join('; ') }
    }
  },
}

function transportTo(target: McpTarget, way: McpWay): Transport {
  if ('sandbox' in way) return new SandboxTransport(way.sandbox, target)
  const options = { fetch: way.fetch, requestInit: { headers: way.headers } }
  const url = new URL(target.url)
  return target.transport === 'sse'
    ? new SSEClientTransport(url, options)
    : new StreamableHTTPClientTransport(url, options)
}
