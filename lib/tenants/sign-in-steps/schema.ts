import { z } from 'zod'
import { externalIdentity, providerId } from '../external/schema.ts'

/** What each kind of step has to remember. */
export const stepShapes = {
  /** The password was right; a code is asked for. */
  second_factor: z.object({
    /** To be linked once the code is right too. */
    identity: externalIdentity.nullable(),
  }),
  /** A device was asked for a new passkey; the person is signed in, and has proved that it is them. */
  passkey_registration: z.object({ challenge: z.string() }),
  /** A device was asked for whatever passkey it has. */
  passkey: z.object({ challenge: z.string() }),
  /** The browser is at another service. */
  external: z.object({
    provider: providerId,
    state: z.string(),
    nonce: z.string(),
    verifier: z.string(),
    returnTo: z.string(),
    /** Of the person who links the service to their account; null: somebody signs in. */
    loginId: z.string().nullable(),
  }),
  /** The service has vouched for an identity that no account has. */
  external_choice: z.object({ identity: externalIdentity, returnTo: z.string() }),
  /** The browser of somebody who is signed in is at a service that an agent is to be connected with. */
  connection: z.object({
    workspaceId: z.string(),
    serviceId: z.string(),
    agentId: z.string(),
    state: z.string(),
    verifier: z.string(),
    loginId: z.string(),
    /** The page that it began on. */
    returnTo: z.string(),
  }),
}

export type StepKind = keyof typeof stepShapes
export type StepData<K extends StepKind> = z.output<(typeof stepShapes)[K]>
