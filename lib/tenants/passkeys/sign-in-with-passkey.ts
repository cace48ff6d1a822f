import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import { withAccount } from '#lib/db/with-account.ts'
import { AppError } from '#lib/errors.ts'
import { holdUser } from '../account/hold-user.ts'
import { type Client, type NewLogin, recordLogin } from '../sign-in.ts'
import { openStep, takeStep } from '../sign-in-steps/steps.ts'
import { countTry } from '../throttle.ts'
import type { Begun } from './register-passkey.ts'
import { relyingParty } from './relying-party.ts'
import { authenticationResponse } from './responses.ts'
import { findOwner, findPasskey, noteUse } from './store.ts'

/** Asks the device for whatever passkey it has for this installation: nobody has to say who they are. */
export async function startPasskeySignIn(client: Client): Promise<Begun<PublicKeyCredentialRequestOptionsJSON>> {
  await countTry('passkey-address', client.address)
  const options = await generateAuthenticationOptions({ rpID: relyingParty().id, userVerification: 'required' })
  return { options, token: await openStep('passkey', null, { challenge: options.challenge }) }
}

const input = z.object({ response: authenticationResponse })

/**
 * Signs in by a passkey. The device asked for a finger, a face or a PIN, so that no code is asked for.
 * @throws AppError `unauthenticated`, the same whatever was wrong with it; `rate_limited`
 */
export async function finishPasskeySignIn(
  token: string | undefined,
  rawInput: unknown,
  client: Client,
): Promise<NewLogin> {
  const { response } = parseInput(input, rawInput)
  await countTry('sign-in-address', client.address)
  // Taken whatever comes of it: a challenge is answered once, in the browser that was asked.
  const asked = await takeStep('passkey', token)
  if (!asked) throw new AppError('unauthenticated', 'This took too long. Try again.')
  const credential = new Uint8Array(Buffer.from(response.id, 'base64url'))
  const userId = await findOwner(credential)
  if (!userId) throw refused()
  return withAccount(userId, async (tx) => {
    // The lock also keeps two answers with one counter apart.
    const person = await holdUser(tx, userId)
    const passkey = await findPasskey(tx, userId, credential)
    if (!person || !passkey) throw refused()
    const counter = await verify(response, asked.data.challenge, userId, passkey)
    await noteUse(tx, passkey.id, counter)
    return recordLogin(tx, person, client)
  })
}

/** @returns the device's counter now; the verification refuses one that did not grow */
async function verify(
  response: z.output<typeof authenticationResponse>,
  expectedChallenge: string,
  userId: string,
  passkey: { publicKey: Uint8Array<ArrayBuffer>; counter: bigint },
): Promise<number> {
  const { userHandle } = response.response
  if (userHandle && Buffer.from(userHandle, 'base64url').toString() !== userId) throw refused()
  const { id, origin } = relyingParty()
  const verified = await verifyAuthenticationResponse({
    response: response as AuthenticationResponseJSON,
    expectedChallenge,
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    credential: { id: response.id, publicKey: passkey.publicKey, counter: Number(passkey.counter) },
  }).catch(() => null)
  if (!verified?.verified) throw refused()
  return verified.authenticationInfo.newCounter
}

function refused(): AppError {
  return new AppError('unauthenticated', 'The passkey was not accepted. Sign in another way.')
}
