import { randomUUID } from 'node:crypto'
import type { Role } from '#lib/access/roles.ts'
import type { Principal } from '#lib/access/scope.ts'
import { beginConnection } from '#lib/connections/begin-connection.ts'
import { finishConnection } from '#lib/connections/finish-connection.ts'
import type { Crew, Tenant } from '#tests/support/crew.ts'
import type { OAuthServer } from '#tests/support/oauth-server.ts'

type Login = Extract<Principal, { kind: 'login' }>

/** Somebody of a tenant who is signed in in a browser. */
export async function signedIn({ sql }: Crew, { tenantId }: Tenant, role: Role = 'admin'): Promise<Login> {
  const [userId, loginId] = [randomUUID(), randomUUID()]
  await sql.query(`insert into users (id, email, name) values ($1, $2, 'Grace')`, [userId, `${userId}@example.com`])
  await sql.query('insert into memberships (tenant_id, user_id, role) values ($1, $2, $3)', [tenantId, userId, role])
  await sql.query(`insert into logins (id, user_id, expires_at) values ($1, $2, now() + interval '1 hour')`, [
    loginId,
    userId,
  ])
  return { kind: 'login', loginId, userId }
}

/** They go to the service with their browser, and come back. */
export async function connect(
  person: Principal,
  server: OAuthServer,
  what: { workspaceId: string; agentId: string; serviceId: string },
  account: string | null,
) {
  const { url, token } = await beginConnection(person, what, '/back')
  server.expect(account)
  const { search } = await server.browse(url)
  return { url: new URL(url), token, search, end: await finishConnection(token, search, person) }
}
