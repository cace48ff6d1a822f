import { z } from 'zod'

/* What a browser says of a passkey; the signatures in it are checked elsewhere. */

const bytes = (maxLength: number) => z.base64url().max(maxLength)

const frame = {
  id: bytes(1400),
  rawId: bytes(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional().catch(undefined),
  clientExtensionResults: z.object({}).catch({}),
}

export const registrationResponse = z.object({
  ...frame,
  response: z.object({
    clientDataJSON: bytes(8_000),
    attestationObject: bytes(40_000),
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
})

export const authenticationResponse = z.object({
  ...frame,
  response: z.object({
    clientDataJSON: bytes(8_000),
    authenticatorData: bytes(8_000),
    signature: bytes(8_000),
    /** Which account the device thinks this is. */
    userHandle: bytes(200).optional(),
  }),
})
