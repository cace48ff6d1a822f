import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { ROLES, type Role } from '#lib/access/roles.ts'
import { hashApiKey, type Principal } from '#lib/access/scope.ts'
import { statementName } from '#lib/db/statement-name.ts'
import { addBudget, addReservation } from './budget-rows.ts'
import { addMemory, addRecall } from './memory-rows.ts'
import { addPackages } from './package-rows.ts'
import { addNotification, addShare, addThread, type Query, type Thread } from './thread-rows.ts'

/** One workspace with a row of every kind in it. */
export interface Place extends Thread {
  tenantId: string
  workspaceId: string
  agentId: string
  providerId: string
  imageId: string
  secretId: string
  serviceId: string
  connectionId: string
  httpToolId: string
  mcpServerId: string
  mcpToolId: string
  /** The failed run was offered it; there is another one that was made of it. */
  memoryId: string
  /** Paused and archived. */
  heldAgentId: string
  apiKeyId: string
  invitationId: string
  /** A member of the tenant; in the workspace by name. */
  memberId: string
  /** A member of the tenant who is not in the workspace. */
  colleagueId: string
  /** An owner's, about the failed run. */
  notificationId: string
  trashId: string
  uploadId: string
  /** Waits for an admin's word. */
  skillId: string
  /** Of the organisation alone: one that is installed here, with a newer version, and one that is not. */
  installedPackageId: string
  packageId: string
  /** Of the one that is not installed. */
  packageVersionId: string
  packageAddress: string
  installationId: string
  /** The same of the tenant. */
  tenantSkillId: string
  /** The same for a thread that its creator alone sees. */
  private: Thread
}

/** A tenant with two workspaces that are entered by name, and everybody who may want to enter. */
export interface World {
  tenantId: string
  /** Those in `rooms` by the names of their members. */
  main: Place
  other: Place
  /** Logged in, one for each role; member and viewer are in `main` by name. */
  people: Record<Role, Principal>
  /** A member of the tenant, in `other` alone. */
  colleague: Principal
  /** Whose login was good, and is not any more. */
  revokedLogin: Principal
  expiredLogin: Principal
  removedMember: Principal
  keys: Record<KeyName, Principal>
  /** The same keys as they are sent. */
  bearer: Record<KeyName, string>
  /** Every id of `main`, what people wrote there, and both of what is private. */
  secrets: string[]
}

type KeyName = 'ofTenant' | 'ofMain' | 'ofOther' | 'revoked' | 'expired'

/** Makes a world, around row-level security. */
export async function makeWorld(sql: pg.Pool): Promise<World> {
  const client = await sql.connect()
  // One after the other and without waiting in between: a world is some two hundred rows, made anew for each test.
  const sent: Promise<unknown>[] = [client.query('begin')]
  const query: Query = async (text, values) => void sent.push(client.query({ name: statementName(text), text, values }))
  try {
    const world = await fillWorld(query)
    await Promise.all([...sent, client.query('commit')])
    return world
  } finally {
    client.release()
  }
}

async function fillWorld(query: Query): Promise<World> {
  const tenantId = randomUUID()
  await query('insert into tenants (id, name) values ($1, $2)', [tenantId, `Tenant ${tenantId}`])
  const logins: Partial<Record<Role, Login>> = {}
  for (const role of ROLES) logins[role] = await addPerson(query, tenantId, role)
  const { owner, admin, member, viewer } = logins as Record<Role, Login>
  const colleague = await addPerson(query, tenantId, 'member')
  const revoked = await addPerson(query, tenantId, 'owner')
  await query('update logins set revoked_at = now() where id = $1', [revoked.loginId])
  const expired = await addPerson(query, tenantId, 'owner')
  await query("update logins set expires_at = now() - interval '1 second' where id = $1", [expired.loginId])
  const removed = await addPerson(query, tenantId, 'owner')
  await query('delete from memberships where user_id = $1', [removed.userId])

  const main = await addPlace(query, tenantId, { members: [member, viewer], outsider: colleague })
  const other = await addPlace(query, tenantId, { members: [colleague], outsider: member })
  const keys = {
    ofTenant: await addKey(query, { tenantId }),
    ofMain: await addKey(query, { tenantId, workspaceId: main.workspaceId }),
    ofOther: await addKey(query, { tenantId, workspaceId: other.workspaceId }),
    revoked: await addKey(query, { tenantId, revokedAt: new Date() }),
    expired: await addKey(query, { tenantId, expiresAt: new Date(Date.now() - 1000) }),
  }
  const { workspaceId, threadId } = main
  await addShare(query, { tenantId, workspaceId, threadId, privateTo: null, userId: owner.userId })
  for (const place of [main, other]) {
    place.notificationId = await addNotification(query, { ...place, userId: owner.userId, attempt: 1 })
  }
  const { tenantId: _, private: hidden, ...ids } = main
  return {
    tenantId,
    main,
    other,
    people: { owner, admin, member, viewer },
    colleague,
    revokedLogin: revoked,
    expiredLogin: expired,
    removedMember: removed,
    keys: mapValues(keys, ({ principal }) => principal),
    bearer: mapValues(keys, ({ id }) => id),
    secrets: [...Object.values(ids), ...Object.values(hidden)],
  }
}

function mapValues<K extends string, V, W>(record: Record<K, V>, map: (value: V) => W): Record<K, W> {
  return Object.fromEntries(Object.entries<V>(record).map(([key, value]) => [key, map(value)])) as Record<K, W>
}

type Login = Extract<Principal, { kind: 'login' }>

async function addPerson(query: Query, tenantId: string, role: Role): Promise<Login> {
  const userId = randomUUID()
  const loginId = randomUUID()
  await query(`insert into users (id, email, name, password_hash) values ($1, $2, 'Person', 'none')`, [
    userId,
    `${userId}@example.com`,
  ])
  await query('insert into memberships (tenant_id, user_id, role) values ($1, $2, $3)', [tenantId, userId, role])
  await query(`insert into logins (id, user_id, expires_at) values ($1, $2, now() + interval '1 hour')`, [
    loginId,
    userId,
  ])
  return { kind: 'login', loginId, userId }
}

async function addKey(
  query: Query,
  key: { tenantId: string; workspaceId?: string; revokedAt?: Date; expiresAt?: Date },
): Promise<{ id: string; principal: Principal }> {
  const id = randomUUID()
  // Its own id is the key: whoever reads a test needs no second one.
  const keyHash = hashApiKey(id)
  await query(
    `insert into api_keys (id, tenant_id, workspace_id, name, hint, hash, role, revoked_at, expires_at)
     values ($1, $2, $3, 'key', 'chk', $4, 'owner', $5, $6)`,
    [id, key.tenantId, key.workspaceId, keyHash, key.revokedAt, key.expiresAt],
  )
  return { id, principal: { kind: 'api_key', keyHash } }
}

async function addPlace(query: Query, tenantId: string, who: { members: Login[]; outsider: Login }): Promise<Place> {
  const [workspaceId, agentId, providerId, marker] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const [versionId, imageId, heldAgentId] = [randomUUID(), randomUUID(), randomUUID()]
  const [creator] = who.members
  if (!creator) throw new Error('a place needs a member')
  await query(`insert into workspaces (id, tenant_id, name, access) values ($1, $2, $3, 'named')`, [
    workspaceId,
    tenantId,
    `Room ${marker}`,
  ])
  for (const { userId } of who.members) {
    await query('insert into workspace_members (tenant_id, workspace_id, user_id) values ($1, $2, $3)', [
      tenantId,
      workspaceId,
      userId,
    ])
  }
  await query(
    `insert into agents (id, tenant_id, workspace_id, name, color, persona, models, tools, sandbox, updated_at)
     values ($1, $2, $3, $4, 'teal', $4, '[]', '[]', '{}', now())`,
    [agentId, tenantId, workspaceId, `Agent ${marker}`],
  )
  await query(
    `insert into agents (id, tenant_id, workspace_id, name, color, persona, models, tools, sandbox, updated_at, paused_at, archived_at)
     values ($1, $2, $3, $4, 'teal', $4, '[]', '[]', '{}', now(), now(), now())`,
    [heldAgentId, tenantId, workspaceId, `Held agent ${marker}`],
  )
  // Named otherwise in its first version, so that there is something to compare and to restore.
  await query(
    `insert into agent_versions (id, tenant_id, workspace_id, agent_id, number, settings, changed, origin, saved_by_kind, saved_by_id, saved_by_name)
     select case when number = 2 then $2::uuid else gen_random_uuid() end, tenant_id, workspace_id, id, number,
       jsonb_build_object('name', case when number = 2 then name else 'First ' || name end, 'color', color, 'persona', persona,
         'models', models, 'tools', tools, 'sandbox', sandbox), '[]', 'created', 'user', id, name
     from agents, generate_series(1, 2) as number where id = $1`,
    [agentId, versionId],
  )
  await query('update agents set version = 2, version_id = $2 where id = $1', [agentId, versionId])
  await query(
    `insert into agent_images (id, tenant_id, workspace_id, media_type, bytes, sha256) values ($1, $2, $3, 'image/png', '', '')`,
    [imageId, tenantId, workspaceId],
  )
  await query(
    `insert into providers (id, tenant_id, workspace_id, agent_id, kind, name, base_url, updated_at)
     values ($1, $2, $3, $4, 'openai_compatible', $5, 'http://127.0.0.1:9/v1', now())`,
    [providerId, tenantId, workspaceId, agentId, `Provider ${marker}`],
  )
  await query(
    `insert into sandbox_leases (agent_id, tenant_id, workspace_id, worker_id, epoch, expires_at)
     values ($1, $2, $3, $4, 1, now())`,
    [agentId, tenantId, workspaceId, randomUUID()],
  )
  const httpToolId = randomUUID()
  await query(
    `insert into http_tools (id, tenant_id, workspace_id, name, description, request, parameters, auth, risk, timeout_s, created_by_name, updated_at)
     values ($1, $2, $3, 'ask_it', $4, '{"method": "GET", "url": "http://127.0.0.1:9/"}', '[]', '{"kind": "none"}', 'read', 5, 'Person', now())`,
    [httpToolId, tenantId, workspaceId, `Tool ${marker}`],
  )
  const secretId = randomUUID()
  await query(
    `insert into secrets (id, tenant_id, workspace_id, agent_id, name, description, hosts, tools, version, updated_at)
     values ($1, $2, $3, $4, 'TOKEN', $5, '{api.example.com}', '{}', 1, now())`,
    [secretId, tenantId, workspaceId, agentId, `Secret ${marker}`],
  )
  await query(
    `insert into secret_versions (secret_id, number, tenant_id, workspace_id, sealed, created_by_name)
     values ($1, 1, $2, $3, '{}', 'Person')`,
    [secretId, tenantId, workspaceId],
  )
  const [serviceId, connectionId] = [randomUUID(), randomUUID()]
  await query(
    `insert into oauth_services (id, tenant_id, workspace_id, name, authorization_url, token_url, client_id, client_auth, scopes, hosts, created_by_name, updated_at)
     values ($1, $2, $3, $4, 'https://127.0.0.1:9/authorize', 'https://127.0.0.1:9/token', 'us', 'none', '{}', '{api.example.com}', 'Person', now())`,
    [serviceId, tenantId, workspaceId, `Service ${marker}`],
  )
  await query(
    `insert into oauth_connections (id, tenant_id, workspace_id, service_id, agent_id, account, scopes, sealed_access_token, connected_by_name)
     values ($1, $2, $3, $4, $5, $6, '{}', '{}', 'Person')`,
    [connectionId, tenantId, workspaceId, serviceId, agentId, `Account ${marker}`],
  )
  await query(
    `insert into workspace_authorities (workspace_id, tenant_id, certificate, sealed_key) values ($1, $2, '', '{}')`,
    [workspaceId, tenantId],
  )
  await query(
    `insert into network_connections (id, tenant_id, workspace_id, agent_id, host, port, verdict, rule, secrets, connections, bytes_up, bytes_down)
     values ($1, $2, $3, $4, $5, 443, 'allowed', 'open', '{}', 1, 0, 0)`,
    [randomUUID(), tenantId, workspaceId, agentId, `${marker}.example`],
  )
  await query(
    `insert into agent_setups (agent_id, tenant_id, workspace_id, command, base, status) values ($1, $2, $3, $4, '', 'failed')`,
    [agentId, tenantId, workspaceId, `echo ${marker}`],
  )
  const [trashId, uploadId, skillId, tenantSkillId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const mine = { skillId, workspaceId, agentId }
  for (const skill of [mine, { skillId: tenantSkillId, workspaceId: null, agentId: null }]) {
    await addSkill(query, { ...skill, tenantId, marker })
  }
  const [mcpServerId, mcpToolId] = [randomUUID(), randomUUID()]
  const memoryId = await addMemory(query, { tenantId, workspaceId, agentId, marker })
  await query(
    `insert into mcp_servers (id, tenant_id, workspace_id, name, transport, command, args, timeout_s, created_by_name, updated_at)
     values ($1, $2, $3, 'known', 'stdio', 'npx', $4, 60, 'Person', now())`,
    [mcpServerId, tenantId, workspaceId, [`package-${marker}`]],
  )
  await query(
    `insert into mcp_tools (id, tenant_id, workspace_id, server_id, name, tool_name, definition, hash, risk, updated_at)
     values ($1, $2, $3, $4, 'look', 'mcp_known_look', $5, 'seen', 'write', now())`,
    [
      mcpToolId,
      tenantId,
      workspaceId,
      mcpServerId,
      { name: 'look', description: `Tool ${marker}`, inputSchema: { type: 'object' } },
    ],
  )
  await query(
    `insert into file_trash (id, tenant_id, workspace_id, path, deleted_by_id, deleted_by_name)
     values ($1, $2, $3, $4, $5, 'Person')`,
    [trashId, tenantId, workspaceId, `/workspace/trashed ${marker}`, creator.userId],
  )
  await query(
    `insert into file_uploads (id, tenant_id, workspace_id, path, size, created_by_id) values ($1, $2, $3, $4, 3, $5)`,
    [uploadId, tenantId, workspaceId, `/workspace/uploaded ${marker}`, creator.userId],
  )
  const packages = await addPackages(query, { tenantId, workspaceId, marker })
  const key = await addKey(query, { tenantId, workspaceId })
  const invitationId = randomUUID()
  await query(
    `insert into invitations (id, tenant_id, workspace_id, role, language, token_hash, created_by_id, expires_at)
     values ($1, $2, $3, 'viewer', 'en', $4, $5, now() + interval '1 day')`,
    [invitationId, tenantId, workspaceId, hashApiKey(invitationId), key.id],
  )
  await query('insert into invitation_uses (tenant_id, invitation_id, user_id) values ($1, $2, $3)', [
    tenantId,
    invitationId,
    who.outsider.userId,
  ])
  for (const ofAgent of [null, agentId]) {
    await query(
      `insert into tool_policies (id, tenant_id, workspace_id, agent_id, rules, updated_by)
       values (gen_random_uuid(), $1, $2, $3, '[{"tools": "write_file", "effect": "ask"}]', $4)`,
      [tenantId, workspaceId, ofAgent, `Person ${marker}`],
    )
  }
  for (const ofAgent of [null, agentId]) {
    await query(
      `insert into team_settings (id, tenant_id, workspace_id, agent_id, limits, updated_by)
       values (gen_random_uuid(), $1, $2, $3, '{"maxDepth": 4}', $4)`,
      [tenantId, workspaceId, ofAgent, `Person ${marker}`],
    )
  }
  await addBudget(query, { tenantId, workspaceId, agentId }, heldAgentId)
  const at = { tenantId, workspaceId, agentId, creatorId: creator.userId }
  const open = await addThread(query, { ...at, privateTo: null, marker })
  const hidden = await addThread(query, { ...at, privateTo: creator.userId, marker: randomUUID() })
  await addReservation(query, { tenantId, workspaceId, agentId }, open.failedRunId)
  await addRecall(query, { tenantId, workspaceId, runId: open.failedRunId, memoryId })
  return {
    tenantId,
    workspaceId,
    agentId,
    providerId,
    imageId,
    secretId,
    serviceId,
    connectionId,
    httpToolId,
    mcpServerId,
    mcpToolId,
    memoryId,
    heldAgentId,
    apiKeyId: key.id,
    trashId,
    uploadId,
    skillId,
    tenantSkillId,
    ...packages,
    invitationId,
    memberId: creator.userId,
    colleagueId: who.outsider.userId,
    // Set with the tenant's owner, who is none of its members by name.
    notificationId: randomUUID(),
    ...open,
    private: hidden,
  }
}

interface SkillFields {
  skillId: string
  tenantId: string
  workspaceId: string | null
  agentId: string | null
  marker: string
}

async function addSkill(query: Query, { skillId, tenantId, workspaceId, agentId, marker }: SkillFields): Promise<void> {
  const [name, description] = [`waiting-${marker}`, `skill ${marker}`]
  await query(
    `insert into skills (id, tenant_id, workspace_id, agent_id, name, description, version) values ($1, $2, $3, $4, $5, $6, 1)`,
    [skillId, tenantId, workspaceId, agentId, name, description],
  )
  const content = `---\nname: ${name}\ndescription: ${description}\n---\nDo it.`
  const files = JSON.stringify([{ path: 'SKILL.md', encoding: 'utf8', content }])
  await query(
    `insert into skill_versions (skill_id, number, tenant_id, workspace_id, name, description, files, report, created_by_name)
     values ($1, 1, $2, $3, $4, $5, $6, '{"verdict": "review", "findings": [], "omitted": 0}', 'Somebody')`,
    [skillId, tenantId, workspaceId, name, description, files],
  )
}
