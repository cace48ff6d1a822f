import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import type { Principal } from '#lib/access/scope.ts'
import { withAccount } from '#lib/db/with-account.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { auditAccount } from '../account/audit-account.ts'
import { holdUser } from '../account/hold-user.ts'
import { tell } from '../account/letters.ts'
import { proofInput, withProof } from '../account/own-password.ts'
import { findSignedInUser } from '../logins.ts'
import { openStep, takeStep } from '../sign-in-steps/steps.ts'
import { passkeysWork, relyingParty } from './relying-party.ts'
import { registrationResponse } from './responses.ts'
import { findPasskeys, insertPasskey } from './store.ts'

const MAX_PASSKEYS = 20

export interface Begun<T> {
  options: T
  /** For a cookie of the browser that was asked. */
  token: string
}

/**
 * Asks the person's device for a new passkey: a way in of its own, so that first they prove that it is them.
 * @throws AppError `unavailable` where browsers have no passkeys, `conflict` when there are too many
 */
export async function startPasskey(
  principal: Principal,
  rawInput: unknown,
): Promise<Begun<PublicKeyCredentialCreationOptionsJSON>> {
  const { proof } = parseInput(proofInput, rawInput)
  if (!passkeysWork()) throw new AppError('unavailable', 'Passkeys need https and a name instead of an IP address.')
  return withProof(principal, proof, 'password-or-code', async (tx, person) => {
    const known = await findPasskeys(tx, person.id)
    if (known.length >= MAX_PASSKEYS) throw tooMany()
    const { id, name } = relyingParty()
    const options = await generateRegistrationOptions({
      rpID: id,
      rpName: name,
      userID: new TextEncoder().encode(person.id),
      userName: person.email,
      userDisplayName: person.name,
      attestationType: 'none',
      excludeCredentials: known.map(({ credential }) => ({ id: Buffer.from(credential).toString('base64url') })),
      // Found without a name typed, and opened by a finger, a face or a PIN: it counts as both factors.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    return { options, token: await openStep('passkey_registration', person.id, { challenge: options.challenge }, tx) }
  })
}

const input = z.object({
  name: z.string().trim().min(1, 'Give the passkey a name.').max(60),
  response: registrationResponse,
})

/**
 * Keeps the passkey that the device made.
 * @throws AppError `conflict` when it took too long, was asked in another browser, or is known already; `invalid_input`
 */
export async function finishPasskey(
  principal: Principal,
  token: string | undefined,
  rawInput: unknown,
): Promise<{ id: string }> {
  const { name, response } = parseInput(input, rawInput)
  const user = principal.kind === 'login' ? await findSignedInUser(principal.loginId) : null
  if (!user) throw new AppError('unauthenticated', 'Sign in first.')
  // Taken whatever comes of it: a challenge is answered once.
  const asked = await takeStep('passkey_registration', token)
  if (!asked || asked.userId !== user.id) {
    throw new AppError('conflict', 'This took too long, or was done elsewhere. Begin again.')
  }
  const { credential } = await verify(response, asked.data.challenge)
  const id = newId()
  await withAccount(user.id, async (tx) => {
    const person = await holdUser(tx, user.id)
    if (!person) throw new AppError('unauthenticated', 'Sign in first.')
    if ((await findPasskeys(tx, user.id)).length >= MAX_PASSKEYS) throw tooMany()
    const isNew = await insertPasskey(tx, {
      id,
      userId: user.id,
      credential: new Uint8Array(Buffer.from(credential.id, 'base64url')),
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: response.response.transports ?? [],
      name,
    })
    if (!isNew) throw new AppError('conflict', 'This passkey is known already.')
    await auditAccount(tx, person, 'user.passkey-added')
  })
  void tell(user, 'passkeyAdded')
  return { id }
}

async function verify(response: z.output<typeof registrationResponse>, expectedChallenge: string) {
  const { id, origin } = relyingParty()
  const verified = await verifyRegistrationResponse({
    response: response as RegistrationResponseJSON,
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
  }).catch(() => null)
  if (!verified?.verified) throw new AppError('invalid_input', 'The passkey was not accepted. Try again.')
  return verified.registrationInfo
}

function tooMany(): AppError {
  return new AppError('conflict', 'There are twenty passkeys already. Remove one first.')
}
