import type { Principal } from '#lib/access/scope.ts'
import { getAgent } from '#lib/agents/get-agent.ts'
import { installPackage } from '#lib/packages/installations/install-package.ts'
import { listPackages } from '#lib/packages/list-packages.ts'
import { publishPackage } from '#lib/packages/publish-package.ts'
import { createSkill } from '#lib/skills/create-skill.ts'
import { listSkills } from '#lib/skills/list-skills.ts'
import type { Crew, Tenant } from '#tests/support/crew.ts'

export type Administered = Tenant & { admin: Principal }

/** Somebody who looks after the installation, in an organisation of their own. */
export async function platformAdmin(crew: Crew) {
  const { tenantId } = await crew.createTenant('http://127.0.0.1:9/v1')
  const { rows } = await crew.sql.query<{ user: string; login: string }>(
    `with u as (insert into users (id, email, name, password_hash, is_platform_admin) values (gen_random_uuid(), $2, 'Root', 'none', true) returning id),
       m as (insert into memberships (tenant_id, user_id, role) select $1, id, 'owner' from u),
       l as (insert into logins (id, user_id, expires_at) select gen_random_uuid(), id, now() + interval '1 hour' from u returning id, user_id)
     select l.user_id as "user", l.id as login from l`,
    [tenantId, `${tenantId}@example.com`],
  )
  const principal: Principal = { kind: 'login', loginId: rows[0]?.login ?? '', userId: rows[0]?.user ?? '' }
  return { principal, tenantId }
}

export async function addSkill(tenant: Tenant, name: string, script = 'wc -w "$1"\n'): Promise<string> {
  const { skill } = await createSkill.run(tenant.principal, {
    workspaceId: tenant.workspaceId,
    files: [
      { path: 'SKILL.md', content: `---\nname: ${name}\ndescription: Counts words.\n---\nRun scripts/count.sh.\n` },
      { path: 'scripts/count.sh', content: script },
    ],
  } as never)
  if (!skill) throw new Error('the skill was blocked')
  return skill.id
}

export function publish(tenant: Administered, input: object) {
  return publishPackage.run(tenant.admin, {
    workspaceId: tenant.workspaceId,
    version: '1.0.0',
    license: 'MIT',
    title: 'A title',
    description: 'A description.',
    categories: ['data'],
    ...input,
  } as never)
}

export function install(tenant: Administered, input: object) {
  return installPackage.run(tenant.admin, { workspaceId: tenant.workspaceId, ...input } as never)
}

/** All that is stored for a tenant, but what is kept of the past. */
export async function rowsOf(crew: Crew, tenant: Tenant): Promise<Record<string, string>> {
  const { rows: tables } = await crew.sql.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'tenant_id'
       and table_name not in ('audit_events', 'agent_versions', 'api_keys') order by 1`,
  )
  const found: Record<string, string> = {}
  for (const { name } of tables) {
    const { rows } = await crew.sql.query(
      `select md5(string_agg((to_jsonb(r) - array['version', 'version_id', 'updated_at'])::text, '|'
         order by (to_jsonb(r) - array['version', 'version_id', 'updated_at'])::text)) as state from "${name}" r where tenant_id = $1`,
      [tenant.tenantId],
    )
    found[name] = rows[0].state
  }
  return found
}

export const agentOf = (tenant: Tenant, agentId: string) =>
  getAgent.run(tenant.principal, { workspaceId: tenant.workspaceId, agentId })
export const skillsOf = async (tenant: Tenant, agentId: string) =>
  (await listSkills.run(tenant.principal, { workspaceId: tenant.workspaceId, agentId, limit: 200 })).items
export const seenBy = async (tenant: Tenant, filter: object = {}) =>
  (await listPackages.run(tenant.principal, { workspaceId: tenant.workspaceId, limit: 200, sort: 'name', ...filter }))
    .items
