import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import type { Principal } from '#lib/access/scope.ts'
import { AppError, notFound } from '#lib/errors.ts'
import type { LoginView } from './schema.ts'
import { findLiveLogin, listLiveLogins, revokeLogins, setLanguage, touchLogin } from './store.ts'

export interface SignedInUser {
  id: string
  name: string
  email: string
  isPlatformAdmin: boolean
  /** Chosen by the person; null: each browser's own. */
  language: string | null
  loginId: string
}

/** The person behind a login, or null when it was revoked or has expired. */
export async function findSignedInUser(loginId: string): Promise<SignedInUser | null> {
  const login = await findLiveLogin(loginId)
  if (!login) return null
  await touchLogin(login)
  return { ...login.user, loginId }
}

/** One's own signed-in browsers, the latest first. */
export async function listLogins(principal: Principal): Promise<LoginView[]> {
  const user = await requireUser(principal)
  const rows = await listLiveLogins(user.id)
  return rows.map((row) => ({
    id: row.id,
    userAgent: row.userAgent,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    current: row.id === user.loginId,
  }))
}

/** Ends one of one's own logins, the present one included: what it holds is closed within seconds. */
export async function revokeLogin(principal: Principal, loginId: string): Promise<void> {
  const user = await requireUser(principal)
  if ((await revokeLogins({ id: loginId, userId: user.id })) === 0) throw notFound('The login')
}

/** Ends all of one's own logins but the present one. Returns how many there were. */
export async function revokeOtherLogins(principal: Principal): Promise<number> {
  const user = await requireUser(principal)
  return revokeLogins({ userId: user.id, id: { not: user.loginId } })
}

/** Signing out: revokes the login that a session token names. */
export async function endLogin(loginId: string): Promise<void> {
  await revokeLogins({ id: loginId })
}

/** Ends every login of a person, for a new password. Returns how many there were. */
export function endAllLogins(userId: string): Promise<number> {
  return revokeLogins({ userId })
}

const languages = z.enum(['en', 'de'])

/** One's own language, on every browser from now on. */
export async function setOwnLanguage(principal: Principal, input: unknown): Promise<void> {
  const user = await requireUser(principal)
  await setLanguage(user.id, parseInput(languages, input))
}

async function requireUser(principal: Principal): Promise<SignedInUser> {
  const user = principal.kind === 'login' ? await findSignedInUser(principal.loginId) : null
  if (!user) throw new AppError('unauthenticated', 'Sign in first.')
  return user
}
