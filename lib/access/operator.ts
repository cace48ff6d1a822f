import { dangerouslyUnscoped } from '#lib/db/dangerously-unscoped.ts'
import type { KeyScope } from './key-scopes.ts'
import type { Role } from './roles.ts'

declare const made: unique symbol

/** Whoever has a shell on the installation, acting on behalf of a person and with that person's roles. */
export interface OperatorPrincipal {
  readonly [made]: true
  readonly kind: 'operator'
  readonly userId: string
}

/** What is found of a principal in a tenant or workspace. */
export interface ScopeRow {
  tenant_id: string
  workspace_id: string | null
  principal_kind: 'user' | 'api_key' | 'operator'
  principal_id: string
  principal_name: string
  role: Role
  key_scopes: KeyScope[] | null
}

/** A principal that needs no login. For commands on the machine itself; nothing that serves requests may call it. */
export function dangerouslyAsOperator(userId: string): OperatorPrincipal {
  return Object.freeze({ kind: 'operator', userId }) as OperatorPrincipal
}

/** @internal For resolveScope. */
export async function findOperatorRow(
  { userId }: OperatorPrincipal,
  tenantId: string | null,
  workspaceId: string | null,
): Promise<ScopeRow | undefined> {
  const db = dangerouslyUnscoped('an operator has no login to resolve, only a shell on the machine')
  const [row] = await db.$queryRaw<ScopeRow[]>`
    select m.tenant_id, w.id as workspace_id, 'operator' as principal_kind, u.id as principal_id, u.name as principal_name, m.role,
      null::text[] as key_scopes
    from memberships m join users u on u.id = m.user_id
    left join workspaces w on w.id = ${workspaceId}::uuid and w.tenant_id = m.tenant_id
    where m.user_id = ${userId}::uuid
      and case when ${workspaceId}::uuid is null then m.tenant_id = ${tenantId}::uuid else w.id is not null end`
  return row
}
