import { createHash } from 'node:crypto'
import { db, type Tx } from '#lib/db/client.ts'
import { isolationOf, type ScopeIds, setScope, type TransactionOptions } from '#lib/db/with-scope.ts'
import { AppError, notFound } from '#lib/errors.ts'
import type { KeyScope } from './key-scopes.ts'
import { noteKeyUse } from './note-key-use.ts'
import { findOperatorRow, type OperatorPrincipal, type ScopeRow } from './operator.ts'
import type { Role } from './roles.ts'

declare const made: unique symbol

/** The right to act in one tenant, or in one workspace of it. Only this folder makes one. */
export interface Scope extends ScopeIds {
  readonly [made]: true
  /** `operator`: whoever has a shell on the installation, on behalf of a person. */
  readonly principalKind: 'user' | 'api_key' | 'run' | 'operator'
  readonly principalName: string
  readonly role: Role
  /** What an API key may do of what its role may; null for everybody else. */
  readonly keyScopes: readonly KeyScope[] | null
}

/** A scope in which `workspaceId` is certain. */
export type WorkspaceScope = Scope & { readonly workspaceId: string }

/** Who asks, before anything is known of what they may do. */
export type Principal =
  | { kind: 'login'; loginId: string; userId: string }
  | { kind: 'api_key'; keyHash: Uint8Array }
  | { kind: 'anonymous' }
  /** Made by `dangerouslyAsOperator` alone. */
  | OperatorPrincipal

export type Target = { workspaceId: string } | { tenantId: string }

/** The stored form of an API key. Keys are random, so that a plain hash suffices. */
export function hashApiKey(key: string): Uint8Array {
  return createHash('sha256').update(key).digest()
}

/**
 * The principal's scope in a workspace or tenant.
 * @throws AppError `not_found` when there is none: what one may not enter reads like what does not exist;
 * `unauthenticated` when the login or key itself has ended
 */
export async function resolveScope(principal: Principal, target: Target): Promise<Scope> {
  return scopeOf(db(), principal, target, await findRow(db(), principal, target))
}

/**
 * Resolves the principal's scope and works in it, in one transaction: its first statement finds the scope and sets it.
 * @throws what `resolveScope` does
 */
export async function withPrincipal<T>(
  principal: Principal,
  target: Target,
  work: (scope: Scope, tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  return db().$transaction(async (tx) => {
    const scope = await scopeOf(tx, principal, target, await findRow(tx, principal, target))
    if (principal.kind === 'operator') await setScope(tx, scope)
    return work(scope, tx)
  }, isolationOf(options))
}

async function scopeOf(tx: Tx, principal: Principal, target: Target, row: ScopeRow | undefined): Promise<Scope> {
  if (!row) {
    if (!(await isLive(tx, principal))) throw new AppError('unauthenticated', deadPrincipal[principal.kind])
    throw notFound('workspaceId' in target ? 'The workspace' : 'The organisation')
  }
  if (principal.kind === 'api_key') noteKeyUse(principal.keyHash)
  return makeScope({
    tenantId: row.tenant_id,
    workspaceId: row.workspace_id,
    principalId: row.principal_id,
    principalKind: row.principal_kind,
    principalName: row.principal_name,
    role: row.role,
    keyScopes: row.key_scopes,
  })
}

/** The settings hold for the transaction, or, outside of one, for this statement alone. */
async function findRow(tx: Tx, principal: Principal, target: Target): Promise<ScopeRow | undefined> {
  const workspaceId = 'workspaceId' in target ? target.workspaceId : null
  const tenantId = 'tenantId' in target ? target.tenantId : null
  if (principal.kind === 'operator') return findOperatorRow(principal, tenantId, workspaceId)
  const loginId = principal.kind === 'login' ? principal.loginId : null
  const keyHash = principal.kind === 'api_key' ? principal.keyHash : null
  const [row] = await tx.$queryRaw<ScopeRow[]>`
    select s.*, set_config('app.tenant_id', s.tenant_id::text, true) as set_tenant,
      set_config('app.workspace_id', coalesce(s.workspace_id::text, ''), true) as set_workspace,
      set_config('app.principal_id', s.principal_id::text, true) as set_principal
    from resolve_scope(${loginId}::uuid, ${keyHash}::bytea, ${tenantId}::uuid, ${workspaceId}::uuid) s`
  return row
}

const deadPrincipal: Record<Principal['kind'], string> = {
  login: 'This login has ended. Sign in again.',
  api_key: 'The API key is unknown, revoked or expired.',
  anonymous: 'Sign in, or send an API key.',
  operator: 'There is no such person.',
}

async function isLive(tx: Tx, principal: Principal): Promise<boolean> {
  if (principal.kind === 'anonymous') return false
  if (principal.kind === 'operator') return true
  const rows =
    principal.kind === 'login'
      ? await tx.$queryRaw<unknown[]>`
          select 1 from logins where id = ${principal.loginId}::uuid and revoked_at is null and expires_at > now()`
      : await tx.$queryRaw<unknown[]>`select 1 from list_key_workspaces(${principal.keyHash}::bytea) limit 1`
  return rows.length > 0
}

/** The scope of a claimed run: its workspace, as the principal who asked for it. */
export function scopeOfRun(run: {
  tenantId: string
  workspaceId: string
  createdById: string
  role: Role | null
}): WorkspaceScope {
  const { tenantId, workspaceId, createdById, role } = run
  return makeScope({
    tenantId,
    workspaceId,
    principalId: createdById,
    principalKind: 'run',
    principalName: 'run',
    // A run that nobody may have any more is read and ended, nothing else.
    role: role ?? 'viewer',
    keyScopes: null,
  }) as WorkspaceScope
}

/** The workspace of an agent's sandbox, as the worker holds it: to read what the agent may use, and to log what it did. */
export function scopeOfSandbox(owner: { tenantId: string; workspaceId: string; agentId: string }): WorkspaceScope {
  const { tenantId, workspaceId, agentId } = owner
  return makeScope({
    tenantId,
    workspaceId,
    principalId: agentId,
    principalKind: 'run',
    principalName: 'sandbox',
    role: 'viewer',
    keyScopes: null,
  }) as WorkspaceScope
}

/** The first owner's scope in a tenant that is being created in this very call. */
export function scopeOfNewTenant(owner: PersonInTenant): Scope {
  return scopeOfPerson(owner, 'owner')
}

/** A person's scope in the tenant that an invitation lets them into, in this very call: with the invitation's role. */
export function scopeOfInvited({ role, ...person }: PersonInTenant & { role: Role }): Scope {
  return scopeOfPerson(person, role)
}

/** A person's own scope in an organisation of theirs, to write there what they did to their account. */
export function scopeOfOwnAccount(person: PersonInTenant): Scope {
  return scopeOfPerson(person, 'viewer')
}

/** The same principal, in a workspace that is being created in this very call. */
export function scopeOfNewWorkspace(scope: Scope, workspaceId: string): WorkspaceScope {
  return makeScope({ ...scope, workspaceId }) as WorkspaceScope
}

interface PersonInTenant {
  tenantId: string
  userId: string
  name: string
}

function scopeOfPerson({ tenantId, userId, name }: PersonInTenant, role: Role): Scope {
  return makeScope({
    tenantId,
    workspaceId: null,
    principalId: userId,
    principalKind: 'user',
    principalName: name,
    role,
    keyScopes: null,
  })
}

function makeScope(fields: Omit<Scope, typeof made>): Scope {
  return Object.freeze(fields) as Scope
}
