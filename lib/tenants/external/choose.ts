import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import type { Tx } from '#lib/db/client.ts'
import { setAccount } from '#lib/db/with-account.ts'
import { AppError } from '#lib/errors.ts'
import { joinWithNewAccount } from '../accept-invitation.ts'
import { personName } from '../schema.ts'
import { accountAt, type Client, type NewLogin, recordLogin, signInByPassword } from '../sign-in.ts'
import { lookAtStep, type OpenStep, takeStep } from '../sign-in-steps/steps.ts'
import { type FurnishTenant, foundAccount } from '../sign-up.ts'
import { countTry } from '../throttle.ts'
import { linkIdentity } from './identities.ts'
import { requireProvider } from './providers.ts'

/*
 * An identity that no account has. Its service has verified the address, but that an account here has the same one
 * proves nothing: addresses here were never verified, nor is one forever the same person's. So whoever has an account
 * shows that it is theirs, once; everybody else makes one.
 */

export interface Choice {
  providerName: string
  email: string
  name: string
  /** `confirm`: an account has the address, and a password. `elsewhere`: it has the address, and no password. */
  what: 'create' | 'confirm' | 'elsewhere'
  returnTo: string
}

/** What a browser stands before; null when it is too late, or another browser's. */
export async function lookAtChoice(token: string | undefined): Promise<Choice | null> {
  const step = await lookAtStep('external_choice', token)
  if (!step) return null
  const { identity, returnTo } = step.data
  const email = identity.email ?? ''
  const { name, provider } = identity
  return { providerName: requireProvider(provider).name, email, name, what: whatFor[await accountAt(email)], returnTo }
}

const whatFor = { none: 'create', 'with-password': 'confirm', 'without-password': 'elsewhere' } as const

const passwordInput = z.object({ password: z.string().min(1).max(1000) })

/**
 * The account with this address is theirs, shown by its password: the service is linked, and they are in.
 * @throws AppError `unauthenticated` when it took too long, `invalid_input` on `password`, `rate_limited`
 * @throws SecondFactorNeeded, the code for which links too
 */
export async function confirmByPassword(
  token: string | undefined,
  rawInput: unknown,
  client: Client,
): Promise<{ login: NewLogin; returnTo: string }> {
  const { password } = parseInput(passwordInput, rawInput)
  const { identity, returnTo } = (await requireChoice(token)).data
  const email = identity.email ?? ''
  // The same counts as at the sign-in page: this is no second place to guess at.
  const login = await signInByPassword({ email, password }, client, {
    identity,
    check: (tx) => takeChoice(tx, token),
    refusal: wrongPassword,
  })
  return { login, returnTo }
}

const nameInput = z.object({ name: personName })
const invitation = /^\/invite\/([\w-]{1,200})$/

/**
 * There is no account yet: makes one that signs in by the service, in the organisation of the invitation that they came
 * with, or in one of their own.
 * @throws AppError `conflict` when the address was taken meanwhile, and what an invitation refuses
 */
export async function createByIdentity(
  token: string | undefined,
  rawInput: unknown,
  client: Client,
  furnish: FurnishTenant,
): Promise<{ login: NewLogin; workspaceId: string | null }> {
  const { name } = parseInput(nameInput, rawInput)
  await countTry('sign-up-address', client.address)
  const { identity, returnTo } = (await requireChoice(token)).data
  const email = identity.email ?? ''
  let login: NewLogin | undefined
  const also = async (tx: Tx, id: string) => {
    await setAccount(tx, id)
    await takeChoice(tx, token)
    await linkIdentity(tx, { id, name }, identity)
    login = await recordLogin(tx, { id, name, email }, client)
  }
  const account = { email, name, passwordHash: null }
  const invited = invitation.exec(returnTo)?.[1]
  const { workspaceId } = invited
    ? await joinWithNewAccount({ token: invited }, account, also)
    : await foundAccount(account, furnish, also)
  if (!login) throw tooLate()
  return { login, workspaceId }
}

async function requireChoice(token: string | undefined): Promise<OpenStep<'external_choice'>> {
  const step = await lookAtStep('external_choice', token)
  if (!step) throw tooLate()
  return step
}

async function takeChoice(tx: Tx, token: string | undefined): Promise<void> {
  if (!(await takeStep('external_choice', token, tx))) throw tooLate()
}

function wrongPassword(): AppError {
  const message = 'This is not the password of this account.'
  return new AppError('invalid_input', message, { fieldErrors: { password: [message] } })
}

function tooLate(): AppError {
  return new AppError('unauthenticated', 'This took too long. Sign in again.')
}
