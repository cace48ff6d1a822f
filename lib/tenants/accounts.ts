import { parseInput } from '#lib/access/define-use-case.ts'
import { db } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { groupMemberships } from './list-own-memberships.ts'
import { endAllLogins } from './logins.ts'
import { hashPassword } from './password.ts'
import { emailSchema, type MembershipView, newPasswordInput, signUpInput } from './schema.ts'
import { removeSecondFactorOf } from './second-factor/change-second-factor.ts'
import { dropStepsOf } from './sign-in-steps/steps.ts'
import {
  type AccountRow,
  findUserByEmail,
  insertUser,
  listAccountRows,
  type MembershipRow,
  setPasswordHash,
  setPlatformAdmin,
  type UserRow,
} from './store.ts'

/*
 * Accounts as an operator of the installation manages them. None of it asks for a principal: whoever has a shell on the
 * machine has the database anyway. No request reaches it.
 */

/** @throws AppError `not_found` */
export async function requireAccount(email: string): Promise<UserRow> {
  const user = await findUserByEmail(parseInput(emailSchema, email))
  if (!user) throw notFound(`The account ${email}`)
  return user
}

export interface Account {
  id: string
  email: string
  name: string
  isPlatformAdmin: boolean
  memberships: MembershipView[]
}

/** Everybody on the installation, the first account first. */
export async function listAccounts(): Promise<Account[]> {
  const rows = Map.groupBy(await listAccountRows(), ({ id }) => id)
  return [...rows.values()].flatMap((ofOne) => {
    const [first] = ofOne
    if (!first) return []
    const { id, email, name, isPlatformAdmin } = first
    const entered = ofOne.filter((row): row is AccountRow & MembershipRow => Boolean(row.tenant_id))
    return [{ id, email, name, isPlatformAdmin, memberships: groupMemberships(entered) }]
  })
}

/** An account that belongs to no organisation yet. */
export async function createBareAccount(rawInput: unknown): Promise<{ userId: string }> {
  const { email, name, password } = parseInput(signUpInput, rawInput)
  const userId = newId()
  const passwordHash = await hashPassword(password)
  const outcome = await insertUser(undefined, { id: userId, email, name, passwordHash })
  if (outcome === 'taken') throw new AppError('conflict', `There is an account with the address ${email} already.`)
  return { userId }
}

/** Makes an account an admin of the platform. */
export async function makePlatformAdmin(userId: string): Promise<void> {
  await setPlatformAdmin(userId)
}

/** Takes a lost authenticator app, and its recovery codes, from an account. @returns whether there was one */
export async function removeSecondFactor(email: string): Promise<{ userId: string; removed: boolean }> {
  const user = await requireAccount(email)
  return { userId: user.id, removed: await removeSecondFactorOf(user.id) }
}

/** A new password; it ends all of the person's logins. */
export async function resetPassword(email: string, password: string): Promise<{ userId: string; endedLogins: number }> {
  const user = await requireAccount(email)
  const input = parseInput(newPasswordInput, { email: user.email, name: user.name, password })
  await setPasswordHash(user.id, await hashPassword(input.password))
  await db().$transaction((tx) => dropStepsOf(tx, user.id))
  return { userId: user.id, endedLogins: await endAllLogins(user.id) }
}
