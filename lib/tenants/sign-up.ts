import { parseInput } from '#lib/access/define-use-case.ts'
import { type Scope, scopeOfNewTenant } from '#lib/access/scope.ts'
import { appendAudit } from '#lib/audit/append-audit.ts'
import type { Tx } from '#lib/db/client.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { hashPassword } from './password.ts'
import { signUpInput } from './schema.ts'
import type { Client } from './sign-in.ts'
import { insertTenant, insertUser } from './store.ts'
import { countTry } from './throttle.ts'

/** Puts into a tenant what it needs before its owner can work there, in the transaction that makes it. */
export type FurnishTenant = (tx: Tx, scope: Scope) => Promise<{ workspaceId: string }>

export interface SignedUp {
  userId: string
  tenantId: string
  workspaceId: string
  isPlatformAdmin: boolean
}

/** A person signs up: an account, an organisation of their own, and what `furnish` puts there. */
export async function signUp(rawInput: unknown, client: Client, furnish: FurnishTenant): Promise<SignedUp> {
  await countTry('sign-up-address', client.address)
  return createAccount(rawInput, furnish)
}

/** What signing up does, for an administrator who does it for another. */
export async function createAccount(rawInput: unknown, furnish: FurnishTenant): Promise<SignedUp> {
  const { email, name, password, organisation } = parseInput(signUpInput, rawInput)
  const passwordHash = await hashPassword(password)
  return foundAccount({ email, name, passwordHash, organisation }, furnish)
}

export interface NewAccount {
  email: string
  name: string
  /** Null: they sign in by other ways. */
  passwordHash: string | null
  organisation?: string
}

/**
 * An account with an organisation of its own.
 * @param also what has to be there together with it, in the same transaction
 */
export async function foundAccount(
  { email, name, passwordHash, organisation }: NewAccount,
  furnish: FurnishTenant,
  also: (tx: Tx, userId: string) => Promise<void> = async () => undefined,
): Promise<SignedUp> {
  const userId = newId()
  const tenantId = newId()
  const scope = scopeOfNewTenant({ tenantId, userId, name })
  return withScope(scope, async (tx) => {
    const user = await insertUser(tx, { id: userId, email, name, passwordHash })
    if (user === 'taken') throw emailIsTaken()
    await insertTenant(tx, {
      id: tenantId,
      name: organisation ?? `${name}'s organisation`.slice(0, 80),
      ownerId: userId,
    })
    await appendAudit(tx, scope, { action: 'tenant.created', targetKind: 'tenant', targetId: tenantId })
    const { workspaceId } = await furnish(tx, scope)
    await also(tx, userId)
    return { userId, tenantId, workspaceId, isPlatformAdmin: user.isPlatformAdmin }
  })
}

/** The refusal of a second account with one address. */
export function emailIsTaken(): AppError {
  return new AppError('conflict', 'There is an account with this e-mail address already. Sign in instead.', {
    fieldErrors: { email: ['There is an account with this e-mail address already.'] },
  })
}
