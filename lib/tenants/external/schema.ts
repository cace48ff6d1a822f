import { z } from 'zod'
import { PROVIDER_IDS } from '../schema.ts'

export const providerId = z.enum(PROVIDER_IDS)

/** Who somebody is at a service: the service's own, unchanging number for them, never their address. */
export const externalIdentity = z.object({
  provider: providerId,
  issuer: z.string().min(1).max(500),
  subject: z.string().min(1).max(500),
  /** An address that the service has verified, or null. */
  email: z.string().nullable(),
  name: z.string().max(200),
  /** By which the person knows it again on the account's page. */
  label: z.string().max(320),
})
export type ExternalIdentity = z.output<typeof externalIdentity>
