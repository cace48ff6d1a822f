import { z } from 'zod'
import { KEY_SCOPES } from '#lib/access/key-scopes.ts'
import { ROLES } from '#lib/access/roles.ts'
import { idSchema } from '#lib/ids.ts'
import { passwordFlaw } from './password-rules.ts'

/** How an address is stored and compared. */
export const emailSchema = z
  .string()
  .max(320)
  .transform((value) => value.normalize('NFKC').trim().toLowerCase())
  .pipe(z.email('Enter an e-mail address.').max(254))

export const personName = z.string().trim().min(1, 'Enter a name.').max(80)
export const tenantName = z.string().trim().min(1, 'Give the organisation a name.').max(80)
export const roleSchema = z.enum(ROLES)

/** A password for the person who owns the address and the name. */
const newPassword = { email: emailSchema, name: personName, password: z.string() }

function checkPassword(input: z.output<z.ZodObject<typeof newPassword>>, context: z.RefinementCtx): void {
  const flaw = passwordFlaw(input.password, input)
  if (flaw) context.addIssue({ code: 'custom', path: ['password'], message: flaw })
}

export const newPasswordInput = z.object(newPassword).superRefine(checkPassword)

/** What a new account needs; `organisation` is named after the person when it is left out. */
export const signUpInput = z.object({ ...newPassword, organisation: tenantName.optional() }).superRefine(checkPassword)

export const signInInput = z.object({ email: emailSchema, password: z.string().min(1).max(1000) })

/** What signing in answers instead of an error's words when a code is asked for next. */
export const CODE_IS_NEEDED = 'code-is-needed'

/** A tenant or workspace that a principal can enter. */
export const membershipView = z.object({
  tenantId: idSchema,
  tenantName: z.string(),
  role: roleSchema,
  workspaces: z.array(z.object({ id: idSchema, name: z.string() })),
})
export type MembershipView = z.output<typeof membershipView>

export const memberView = z.object({
  userId: idSchema,
  name: z.string(),
  email: z.string(),
  role: roleSchema,
  joinedAt: z.iso.datetime(),
})
export type MemberView = z.output<typeof memberView>

export const apiKeyView = z.object({
  id: idSchema,
  name: z.string(),
  /** How the key begins, and its last characters: enough to tell it from others. */
  hint: z.string(),
  role: roleSchema,
  /** What it may do of what its role may. */
  scopes: z.array(z.enum(KEY_SCOPES)),
  workspaceId: idSchema.nullable(),
  createdAt: z.iso.datetime(),
  /** To the minute; null: never. */
  lastUsedAt: z.iso.datetime().nullable(),
  expiresAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
})
export type ApiKeyView = z.output<typeof apiKeyView>

export const tenantView = z.object({
  id: idSchema,
  name: z.string(),
  /** The caller's. */
  role: roleSchema,
  createdAt: z.iso.datetime(),
})

/** One of a person's own signed-in browsers. */
export interface LoginView {
  id: string
  userAgent: string
  createdAt: string
  lastSeenAt: string
  current: boolean
}

/** How a person can sign in. */
export interface WaysIn {
  hasPassword: boolean
  /** Asked for after the password; null: it is not. */
  secondFactor: { since: string; recoveryCodesLeft: number } | null
  passkeys: PasskeyView[]
  identities: IdentityView[]
}

export const PROVIDER_IDS = ['oidc', 'google', 'github'] as const
export type ProviderId = (typeof PROVIDER_IDS)[number]

/** A service at which people can sign in. */
export interface ExternalProviderView {
  id: ProviderId
  name: string
}

/** A service that is linked to an account. */
export interface IdentityView {
  id: string
  provider: ProviderId
  providerName: string
  /** Who the person is there. */
  label: string
  createdAt: string
  lastUsedAt: string | null
}

export const EXTERNAL_PROBLEMS = ['expired', 'cancelled', 'failed', 'unverified', 'taken', 'linked-already'] as const
/** Why a way over another service led nowhere. */
export type ExternalProblem = (typeof EXTERNAL_PROBLEMS)[number]

export interface PasskeyView {
  id: string
  name: string
  createdAt: string
  lastUsedAt: string | null
}
