import { randomNonce, randomPKCECodeVerifier, randomState } from 'openid-client'
import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import type { Principal } from '#lib/access/scope.ts'
import { withAccount } from '#lib/db/with-account.ts'
import { AppError } from '#lib/errors.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { holdUser } from '../account/hold-user.ts'
import { tell } from '../account/letters.ts'
import { proofInput, withProof } from '../account/own-password.ts'
import { findSignedInUser } from '../logins.ts'
import type { ExternalProblem, ProviderId } from '../schema.ts'
import { type Client, type NewLogin, recordLogin } from '../sign-in.ts'
import { type OpenStep, openStep, takeStep } from '../sign-in-steps/steps.ts'
import { countTry } from '../throttle.ts'
import { linkIdentity } from './identities.ts'
import { authorizationUrl, identityOf } from './identity-of.ts'
import { requireProvider } from './providers.ts'
import { type ExternalIdentity, providerId } from './schema.ts'
import { findOwner, noteUse } from './store.ts'

export interface SentAway {
  /** The service's page. */
  url: string
  /** For a cookie of the browser that goes there: only it can come back. */
  token: string
}

const input = z.object({ provider: providerId, returnTo: z.string().max(2000).default('/') })

/** Sends a browser to a service, to sign in or up by it. */
export async function startExternal(rawInput: unknown, client: Client): Promise<SentAway> {
  const { provider, returnTo } = parseInput(input, rawInput)
  await countTry('external-address', client.address)
  return sendTo(provider, returnTo, null)
}

/** The same for a signed-in person who links the service to their account: a way in, so that they prove who they are. */
export async function startLinking(principal: Principal, rawInput: unknown): Promise<SentAway> {
  const { provider, returnTo, proof } = parseInput(input.extend(proofInput.shape), rawInput)
  const link = await withProof(principal, proof, 'password-or-code', async (_, { id, loginId }) => ({
    userId: id,
    loginId,
  }))
  return sendTo(provider, returnTo, link)
}

async function sendTo(
  id: ProviderId,
  returnTo: string,
  link: { userId: string; loginId: string } | null,
): Promise<SentAway> {
  const provider = requireProvider(id)
  const checks = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
  const url = await authorizationUrl(provider, checks).catch((error: unknown) => {
    logger().warn({ error, provider: id }, 'a sign-in service cannot be reached')
    throw new AppError('unavailable', 'This service cannot be reached. Try again, or sign in another way.')
  })
  const data = { provider: id, returnTo, loginId: link?.loginId ?? null, ...checks }
  return { url: url.href, token: await openStep('external', link?.userId ?? null, data) }
}

/** Why a way over a service led nowhere; the page that comes next has the words. */
export class ExternalRefusal extends Error {
  readonly problem: ExternalProblem
  /** Where the person came from; null when nobody knows. */
  readonly returnTo: string | null
  /** Whether they were linking, signed in already. */
  readonly wasLinking: boolean
  constructor(problem: ExternalProblem, step: OpenStep<'external'> | null) {
    super(problem)
    this.problem = problem
    this.returnTo = step?.data.returnTo ?? null
    this.wasLinking = step?.data.loginId != null
  }
}

export type Outcome =
  | { kind: 'login'; login: NewLogin; returnTo: string }
  | { kind: 'linked'; returnTo: string }
  /** Nobody has this identity yet: the person says what is to become of it (`choose.ts`). */
  | { kind: 'choose'; token: string }

/**
 * A browser comes back from a service.
 * @param token of the cookie that it left with
 * @param search the query that it came with
 * @param principal who is signed in in it
 * @throws ExternalRefusal, and AppError `rate_limited`
 */
export async function finishExternal(
  id: string,
  token: string | undefined,
  search: string,
  principal: Principal,
  client: Client,
): Promise<Outcome> {
  await countTry('external-address', client.address)
  // Taken whatever comes of it: there is one way back from each way there.
  const step = await takeStep('external', token)
  if (!step || step.data.provider !== id) throw new ExternalRefusal('expired', null)
  const identity = await identify(step, search)
  if (step.data.loginId) return linkTo(step, identity, principal)
  const owner = await findOwner(identity)
  if (owner) return enter(step, owner, identity, client)
  // Who has not shown that an address is theirs could take somebody's place before they come.
  if (!identity.email) throw new ExternalRefusal('unverified', step)
  const { returnTo } = step.data
  return { kind: 'choose', token: await openStep('external_choice', null, { identity, returnTo }) }
}

async function identify(step: OpenStep<'external'>, search: string): Promise<ExternalIdentity> {
  if (new URLSearchParams(search).get('error') === 'access_denied') throw new ExternalRefusal('cancelled', step)
  try {
    return await identityOf(requireProvider(step.data.provider), search, step.data)
  } catch (error) {
    const { name, message, code } = error as { name?: string; message?: string; code?: string }
    logger().warn({ provider: step.data.provider, name, message, code }, 'a sign-in service vouched for nobody')
    throw new ExternalRefusal('failed', step)
  }
}

/** A known identity: its service has a second step of its own, so that no code is asked for here. */
async function enter(
  step: OpenStep<'external'>,
  userId: string,
  identity: ExternalIdentity,
  client: Client,
): Promise<Outcome> {
  const login = await withAccount(userId, async (tx) => {
    const person = await holdUser(tx, userId)
    const isStillTheirs = await noteUse(tx, userId, identity, identity.label)
    return person && isStillTheirs ? recordLogin(tx, person, client) : null
  })
  if (!login) throw new ExternalRefusal('failed', step)
  return { kind: 'login', login, returnTo: step.data.returnTo }
}

async function linkTo(step: OpenStep<'external'>, identity: ExternalIdentity, principal: Principal): Promise<Outcome> {
  const { loginId, returnTo } = step.data
  // The same login that set out, and it has not been ended since.
  const isTheirs = principal.kind === 'login' && principal.loginId === loginId
  const user = isTheirs ? await findSignedInUser(principal.loginId) : null
  if (!user || user.id !== step.userId) throw new ExternalRefusal('expired', step)
  const owner = await findOwner(identity)
  if (owner) throw new ExternalRefusal(owner === user.id ? 'linked-already' : 'taken', step)
  await withAccount(user.id, async (tx) => {
    const person = await holdUser(tx, user.id)
    if (person) await linkIdentity(tx, person, identity)
  }).catch((error: unknown) => {
    throw error instanceof AppError ? new ExternalRefusal('taken', step) : error
  })
  void tell(user, 'identityLinked')
  return { kind: 'linked', returnTo }
}
