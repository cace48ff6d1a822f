import type { Environment } from './app.ts'
import { askDatabase } from './ask-database.ts'

type Role = 'owner' | 'admin' | 'member' | 'viewer'

/** Makes somebody a member of a workspace's organisation, as if they had been invited. @returns the organisation's id */
export async function addMember(env: Environment, workspaceId: string, email: string, role: Role): Promise<string> {
  const [added] = await askDatabase<{ tenantId: string }>(
    env,
    `insert into memberships (tenant_id, user_id, role)
     select w.tenant_id, u.id, $3::"Role" from workspaces w, users u where w.id = $1 and lower(u.email) = lower($2)
     returning tenant_id as "tenantId"`,
    [workspaceId, email, role],
  )
  if (!added) throw new Error(`There is no ${email}, or no workspace ${workspaceId}.`)
  return added.tenantId
}

/** Another role for somebody in all of their organisations, as if a colleague had changed it. */
export async function changeRole(env: Environment, email: string, role: Role): Promise<void> {
  await askDatabase(
    env,
    'update memberships set role = $2::"Role" where user_id = (select id from users where lower(email) = lower($1))',
    [email, role],
  )
}
