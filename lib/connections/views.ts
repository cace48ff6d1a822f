import type { Tx } from '#lib/db/client.ts'
import { notFound } from '#lib/errors.ts'
import { openSecret } from '#lib/secrets/seal.ts'
import { redirectUri } from './addresses.ts'
import type { Service } from './ask-service.ts'
import { type ConnectionView, clientAuth, type ServiceView } from './schema.ts'
import { type ConnectionRow, findService, type ServiceRow } from './store.ts'

export function toServiceView(row: ServiceRow): ServiceView {
  const { id, name, authorizationUrl, tokenUrl, revocationUrl, clientId, scopes, hosts, mcpServerId } = row
  return {
    ...{ id, name, authorizationUrl, tokenUrl, revocationUrl, clientId, scopes, hosts, mcpServerId },
    clientAuth: clientAuth.parse(row.clientAuth),
    hasClientSecret: row.sealedClientSecret !== null,
    redirectUri: redirectUri().href,
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

export function toConnectionView(row: ConnectionRow): ConnectionView {
  const { id, serviceId, agentId, service, agent, account, scopes } = row
  return {
    ...{ id, serviceId, agentId, account, scopes },
    serviceName: service.name,
    agentName: agent.name,
    state: row.problem === null ? 'connected' : 'ended',
    connectedBy: row.connectedByName,
    connectedAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }
}

/** @throws AppError `not_found` */
export async function loadService(tx: Tx, id: string): Promise<ServiceRow> {
  const row = await findService(tx, id)
  if (!row) throw notFound('The service')
  return row
}

/** The service with its client secret, to ask it something. @throws AppError `unavailable` where that cannot be opened */
export async function openService(row: ServiceRow): Promise<Service> {
  const { tenantId, id } = row
  const place = { tenantId, recordId: id, purpose: 'client-secret' as const }
  const clientSecret = row.sealedClientSecret === null ? null : await openSecret(row.sealedClientSecret, place)
  return { ...row, clientAuth: clientAuth.parse(row.clientAuth), clientSecret }
}
