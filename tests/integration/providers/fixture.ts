import { randomBytes } from 'node:crypto'
import type { Principal } from '#lib/access/scope.ts'
import { closeDb } from '#lib/db/client.ts'
import { addPerson, addTenant, createWorld, type World } from '#tests/integration/stream/fixture.ts'

export interface Place {
  tenantId: string
  workspaceId: string
  agentId: string
  admin: Principal
  member: Principal
  /** As a run of the workspace would be scoped. */
  scope: { tenantId: string; workspaceId: string; principalId: string }
}

/** A database of the test's own, with a key-encryption key. */
export async function createProviderWorld(environment: Record<string, string> = {}): Promise<World> {
  const world = await createWorld()
  Object.assign(process.env, { CREWHOUSE_KEK: randomBytes(32).toString('base64'), ...environment })
  return {
    ...world,
    async drop() {
      await closeDb()
      await world.drop()
    },
  }
}

export async function addPlace(world: World): Promise<Place> {
  const place = await addTenant(world)
  const [admin, member] = await Promise.all([
    addPerson(world, place.tenantId, 'admin'),
    addPerson(world, place.tenantId, 'member'),
  ])
  return {
    ...place,
    admin: { kind: 'login', ...admin },
    member: { kind: 'login', ...member },
    scope: { tenantId: place.tenantId, workspaceId: place.workspaceId, principalId: member.userId },
  }
}

export async function addAgent(world: World, place: Place): Promise<string> {
  const [row] = await world.sql(
    `insert into agents (id, tenant_id, workspace_id, name, color, persona, models, tools, sandbox, updated_at)
     values (gen_random_uuid(), $1, $2, 'Other', 'red', '', '[]', '[]', '{}', now()) returning id`,
    [place.tenantId, place.workspaceId],
  )
  return (row as { id: string }).id
}
