import { dangerouslyAsOperator, type OperatorPrincipal } from '#lib/access/operator.ts'
import { AppError } from '#lib/errors.ts'
import { type Account, listAccounts } from '#lib/tenants/accounts.ts'

/** On whose behalf a command acts, and in which organisation. */
export interface Actor {
  principal: OperatorPrincipal
  tenantId: string
}

/**
 * The person named by `email`, or an owner of the organisation, or the first account; and the organisation named, or
 * the person's only one.
 */
export async function findActor({ email, tenant }: { email?: string; tenant?: string }): Promise<Actor> {
  const accounts = await listAccounts()
  const account = email
    ? accounts.find((each) => each.email === email.trim().toLowerCase())
    : tenant
      ? accounts.find((each) => owns(each, tenant))
      : accounts[0]
  if (!account) throw new AppError('not_found', notThere(email, tenant))
  return { principal: dangerouslyAsOperator(account.id), tenantId: tenant ?? onlyTenant(account) }
}

function owns(account: Account, tenantId: string): boolean {
  return account.memberships.some((membership) => membership.tenantId === tenantId && membership.role === 'owner')
}

function onlyTenant(account: Account): string {
  const [first, second] = account.memberships
  if (!first) throw new AppError('not_found', `${account.email} belongs to no organisation. Make one: create-tenant.`)
  if (second) throw new AppError('invalid_input', `${account.email} belongs to several organisations: say --tenant ID.`)
  return first.tenantId
}

function notThere(email: string | undefined, tenant: string | undefined): string {
  if (email) return `There is no account with the address ${email}.`
  return tenant ? `There is no organisation ${tenant}.` : 'There is no account yet. Make one: create-admin.'
}
