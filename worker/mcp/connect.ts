import { loadOwnSecrets, type SandboxOwner } from '#lib/egress/access.ts'
import { AppError } from '#lib/errors.ts'
import type { McpTarget } from '#lib/mcp/schema.ts'
import { streamingToolFetch } from '#lib/net/tool-fetch.ts'
import { mayUse } from '#lib/secrets/agent-secrets.ts'
import type { Sandbox } from '../sandbox/provider.ts'
import { resolveHeaders } from './headers.ts'
import { McpSession } from './session.ts'
import { McpSignIn } from './sign-in.ts'

const HTTP_CONNECT_TIMEOUT_MS = 20_000
/** A package is fetched first. */
const STDIO_CONNECT_TIMEOUT_MS = 60_000

export interface McpCaller {
  owner: SandboxOwner | null
  /** Null: somebody looks at the server. */
  tool: string | null
  sandbox: () => Promise<Sandbox>
  signal: AbortSignal
}

/** How a server is reached on behalf of a caller, and what tells this way from another caller's. */
export async function wayTo(target: McpTarget, caller: McpCaller) {
  if (target.transport === 'stdio') {
    return { mark: await seenBy(caller), open: async () => ({ sandbox: await caller.sandbox() }) }
  }
  const { headers, mark } = await resolveHeaders(target, caller.owner, caller.tool)
  if (target.signIn === 'none') return { mark, open: async () => ({ fetch: streamingToolFetch(), headers }) }
  const signIn = await McpSignIn.of(target, caller.owner)
  // Whose it is tells connections apart, and not the token of the hour.
  return { mark: `${mark} ${signIn.agentId}`, open: async () => ({ fetch: signIn.fetch, headers }) }
}

/** Connects to a server. @throws AppError that says what is wrong with it */
export async function connectTo(
  target: McpTarget,
  open: Awaited<ReturnType<typeof wayTo>>['open'],
  signal: AbortSignal,
): Promise<McpSession> {
  const timeoutMs = target.transport === 'stdio' ? STDIO_CONNECT_TIMEOUT_MS : HTTP_CONNECT_TIMEOUT_MS
  const way = await open()
  const late = new AbortController()
  const timer = setTimeout(() => {
    const message = `The MCP server ${target.name} did not come up within ${timeoutMs / 1000} s. Check ${target.transport === 'stdio' ? 'its command, and that the agent may reach the hosts it needs' : 'its address'}.`
    late.abort(new AppError('unavailable', message))
  }, timeoutMs)
  try {
    return await McpSession.connect(target, way, { signal: AbortSignal.any([signal, late.signal]), timeoutMs })
  } finally {
    clearTimeout(timer)
  }
}

/** Which secrets a program that is started for this tool sees: two tools that may use others have two programs. */
async function seenBy({ owner, tool }: McpCaller): Promise<string> {
  const { usable } = owner ? await loadOwnSecrets(owner) : { usable: [] }
  return usable
    .filter(({ tools }) => mayUse(tools, tool))
    .map(({ id }) => id)
    .join()
}
