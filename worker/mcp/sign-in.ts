import type { AgentToken } from '#lib/connections/agent-token.ts'
import { ownToken } from '#lib/connections/own-token.ts'
import type { SandboxOwner } from '#lib/egress/access.ts'
import { AppError } from '#lib/errors.ts'
import type { McpTarget } from '#lib/mcp/schema.ts'
import { streamingToolFetch } from '#lib/net/tool-fetch.ts'
import { RedactionPatterns, Redactor } from '#lib/telemetry/redactor.ts'

const RENEWAL_MS = 60_000

/**
 * An agent's way to a server that wants to know who asks. Each request shows the agent's token as it is at that moment, so
 * that what is cut is cut for connections that are open too, and what the server sends back holds no token.
 */
export class McpSignIn {
  readonly agentId: string
  readonly #target: McpTarget
  readonly #owner: SandboxOwner

  private constructor(target: McpTarget, owner: SandboxOwner) {
    this.#target = target
    this.#owner = owner
    this.agentId = owner.agentId
  }

  /** @throws AppError that says what to do where the agent is not connected */
  static async of(target: McpTarget, owner: SandboxOwner | null): Promise<McpSignIn> {
    if (!owner) {
      throw new AppError('conflict', 'This server wants agents to sign in. Connect an agent with it first.')
    }
    const signIn = new McpSignIn(target, owner)
    await signIn.#token()
    return signIn
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const first = await this.#token()
    const response = await this.#send(input, init, first)
    if (response.status !== 401) return response
    const second = await this.#token(first.revision)
    if (second.revision === first.revision) return response
    await response.body?.cancel()
    return this.#send(input, init, second)
  }

  #token(refused?: number): Promise<AgentToken> {
    const { hostname, port, protocol } = new URL(this.#target.url)
    const host = hostname.replace(/^\[|\]$/g, '')
    return ownToken(this.#owner, {
      service: { mcpServerId: this.#target.id },
      target: { host, port: Number(port) || (protocol === 'https:' ? 443 : 80) },
      // A connection outlives the call that opened it.
      signal: AbortSignal.timeout(RENEWAL_MS),
      refused,
    })
  }

  async #send(input: RequestInfo | URL, init: RequestInit | undefined, { value }: AgentToken): Promise<Response> {
    const url = new URL(String(input))
    // A server of the older kind names the address for messages itself.
    if (url.origin !== new URL(this.#target.url).origin) {
      throw new AppError(
        'not_allowed',
        `The MCP server ${this.#target.name} leads to another host, where no token goes.`,
      )
    }
    const headers = new Headers(init?.headers)
    headers.set('authorization', `Bearer ${value}`)
    const response = await streamingToolFetch()(url, { ...init, headers })
    if (!response.body) return response
    const { status } = response
    return new Response(withoutToken(response.body, value), { status, headers: response.headers })
  }
}

function withoutToken(body: ReadableStream<Uint8Array>, token: string): ReadableStream<Uint8Array> {
  const redactor = new Redactor(new RedactionPatterns([{ value: token, replacement: '[token]' }]))
  const give = (bytes: Buffer, controller: TransformStreamDefaultController<Uint8Array>) => {
    if (bytes.length > 0) controller.enqueue(new Uint8Array(bytes))
  }
  return body.pipeThrough(
    new TransformStream({
      transform: (chunk, controller) => give(redactor.push(Buffer.from(chunk)), controller),
      flush: (controller) => give(redactor.end(), controller),
    }),
  )
}
