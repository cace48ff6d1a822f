import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ScopeIds } from '#lib/db/with-scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { findPattern } from '#lib/net/host-pattern.ts'
import { renewedTokens } from './ask-service.ts'
import { openAccessToken, openRefreshToken, revokeTokens, sealTokens } from './sealed-tokens.ts'
import { problemOf } from './service-problem.ts'
import {
  endConnection,
  findForAgent,
  finishRenewal,
  giveUpRenewal,
  noteUse,
  type ServiceRow,
  takeRenewal,
} from './store.ts'
import { openService } from './views.ts'

/** What an agent shows a service's hosts at this moment. */
export interface AgentToken {
  value: string
  /** Of the tokens: send it back as `refused` where the host does not take this one. */
  revision: number
  serviceName: string
}

export interface TokenRequest {
  agentId: string
  service: { name: string } | { mcpServerId: string }
  /** Where it is about to go. */
  target: { host: string; port: number }
  signal: AbortSignal
  /** The revision that was refused there although its time is not over. */
  refused?: number
}

/** So much before its end a token is renewed: it must last for the request. */
const MARGIN_MS = 30_000
/** Longer than a service is waited for. */
const LEASE_MS = 40_000
const LOOK_AGAIN_MS = 150
const PATIENCE_MS = 60_000
const HTTPS_PORTS = [443]

type Found = NonNullable<Awaited<ReturnType<typeof findForAgent>>>
type Connection = Found['connections'][number]

/**
 * An agent's token for a host, renewed where its time is over. Of several workers that find it so one renews it, under a
 * lease in the connection's row, and the others wait for what it brings: a service that rotates refresh tokens takes the
 * second use of one as theft.
 * @throws AppError that tells the agent, and people, what to do
 */
export async function agentToken(scope: ScopeIds, request: TokenRequest): Promise<AgentToken> {
  const deadline = Date.now() + PATIENCE_MS
  while (Date.now() < deadline) {
    const { service, connection } = await load(scope, request)
    const isRefused = connection.revision === request.refused
    const leftMs =
      connection.expiresAt === null ? Number.POSITIVE_INFINITY : connection.expiresAt.getTime() - Date.now()
    const isGood = !isRefused && leftMs > 0
    if (isGood && leftMs > MARGIN_MS) return open(service, connection)
    if (connection.sealedRefreshToken === null) {
      // Nothing newer can be had: whether the host means it is for the caller to see.
      if (leftMs > 0) return open(service, connection)
      await withScope(scope, (tx) => endConnection(tx, connection.id, connection.revision, 'expired'))
      throw ended(service.name)
    }
    const renewal = randomUUID()
    if (await withScope(scope, (tx) => takeRenewal(tx, connection, renewal, LEASE_MS))) {
      const value = await renew(scope, service, connection, renewal)
      return { value, revision: connection.revision + 1, serviceName: service.name }
    }
    if (isGood) return open(service, connection)
    await sleep(LOOK_AGAIN_MS, undefined, { signal: request.signal })
  }
  const name = 'name' in request.service ? request.service.name : 'the service'
  throw new AppError('unavailable', `The access to ${name} could not be renewed in time. Try again in a minute.`)
}

async function load(
  scope: ScopeIds,
  { service: which, agentId, target }: TokenRequest,
): Promise<{ service: ServiceRow; connection: Connection }> {
  const found = await withScope(scope, async (tx) => {
    const row = await findForAgent(tx, which, agentId)
    const [connection] = row?.connections ?? []
    if (connection) await noteUse(tx, connection.id)
    return row
  })
  if (!found) {
    const name = 'name' in which ? `the service ${which.name}` : 'this MCP server'
    throw new AppError(
      'unavailable',
      `Nobody can sign in at ${name} here any more: it was removed. An admin can add it under Settings, Connections.`,
    )
  }
  if (findPattern(found.hosts, target, HTTPS_PORTS) === undefined) {
    throw new AppError(
      'not_allowed',
      `What proves an agent to ${found.name} may not go to ${target.host}. An admin can allow that host under Settings, Connections.`,
    )
  }
  const [connection] = found.connections
  if (!connection) {
    throw new AppError(
      'not_allowed',
      `This agent is not connected with ${found.name}. An admin can connect it on the agent’s page, under Connections.`,
    )
  }
  if (connection.problem !== null) throw ended(found.name)
  return { service: found, connection }
}

async function open({ name }: ServiceRow, connection: Connection): Promise<AgentToken> {
  return { value: await openAccessToken(connection), revision: connection.revision, serviceName: name }
}

/** Under the lease, outside of any transaction. */
async function renew(scope: ScopeIds, service: ServiceRow, connection: Connection, renewal: string): Promise<string> {
  const { id, tenantId, scopes } = connection
  let refresh: string | null
  let tokens: Awaited<ReturnType<typeof renewedTokens>>
  try {
    refresh = await openRefreshToken(connection)
    tokens = await renewedTokens(await openService(service), refresh ?? '')
  } catch (error) {
    const isOver = problemOf(error, service) === 'refused'
    await withScope(scope, (tx) => giveUpRenewal(tx, id, renewal, isOver ? 'refused' : null))
    if (isOver) throw ended(service.name)
    throw new AppError(
      'unavailable',
      `${service.name} could not be asked to renew this agent’s access. Try again in a minute.`,
    )
  }
  const sealed = await sealTokens(tokens, { tenantId, id }, { refresh, scopes })
  if (await withScope(scope, (tx) => finishRenewal(tx, id, renewal, sealed))) return tokens.access
  // Cut, or connected anew, while the service was asked: these tokens are nobody's.
  await revokeTokens(service, { ...connection, ...sealed })
  throw new AppError(
    'not_allowed',
    `The agent’s connection with ${service.name} was cut just now. An admin can connect it on the agent’s page, under Connections.`,
  )
}

function ended(name: string): AppError {
  return new AppError(
    'not_allowed',
    `The agent’s connection with ${name} has ended: the service gives it no more access. An admin can connect it again on the agent’s page, under Connections.`,
  )
}
