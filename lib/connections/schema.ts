import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { hostPattern } from '#lib/net/host-pattern.ts'

/** So many a workspace can have. */
export const MAX_SERVICES = 100

export const CLIENT_AUTHS = ['none', 'basic', 'post'] as const
/** How this installation shows a service which client it is. `none`: it has no secret. */
export const clientAuth = z.enum(CLIENT_AUTHS)
export type ClientAuth = z.infer<typeof clientAuth>

/** HTTP tools name a service by this, so it stays. */
export const serviceName = z
  .string()
  .trim()
  .min(1, 'Give the service a name.')
  .max(60, 'At most 60 characters.')
  .regex(/^[^\p{C}]+$/u, 'One line.')

const address = z.string().trim().max(2000)
const word = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'A scope has no spaces.')

/** Everything that makes a service, but its client secret. */
export const serviceFields = {
  name: serviceName,
  /** Where a person agrees. */
  authorizationUrl: address.min(1, 'Enter the address.'),
  /** Where tokens come from. */
  tokenUrl: address.min(1, 'Enter the address.'),
  /** Where tokens are given back; empty: nowhere. */
  revocationUrl: address,
  clientId: z
    .string()
    .trim()
    .min(1, 'Enter the client ID.')
    .max(1000)
    .regex(/^[\x20-\x7e]+$/, 'Letters, digits and signs of ASCII.'),
  clientAuth,
  scopes: z.array(word).max(100),
  /** Who may be sent its tokens. */
  hosts: z.array(hostPattern).max(50),
}

export const clientSecret = z
  .string()
  .trim()
  .max(4000)
  .regex(/^[\x20-\x7e]*$/, 'Letters, digits and signs of ASCII.')

/** A service as people see it: never its client secret. */
export const serviceView = z.object({
  id: idSchema,
  ...serviceFields,
  hasClientSecret: z.boolean(),
  /** The MCP server that it was found out from; null: it was entered by hand. */
  mcpServerId: idSchema.nullable(),
  /** Where the service sends people back: it has to be told this address. */
  redirectUri: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type ServiceView = z.output<typeof serviceView>

/** `ended`: the service gives no more tokens for it. Somebody has to connect again. */
export const CONNECTION_STATES = ['connected', 'ended'] as const

/** An agent's connection as people see it: never a token. */
export const connectionView = z.object({
  id: idSchema,
  serviceId: idSchema,
  serviceName: z.string(),
  agentId: idSchema,
  agentName: z.string(),
  state: z.enum(CONNECTION_STATES),
  /** Whose account it is there, in the service's words; empty: it did not say. */
  account: z.string(),
  /** What the service has allowed, where it said so. */
  scopes: z.array(z.string()),
  connectedBy: z.string(),
  connectedAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
})
export type ConnectionView = z.output<typeof connectionView>

/** What came of a person's way to a service and back. The page that they come back to has the words. */
export const CONNECT_OUTCOMES = ['connected', 'cancelled', 'expired', 'refused', 'unreachable', 'failed'] as const
export const connectOutcome = z.enum(CONNECT_OUTCOMES)
export type ConnectOutcome = z.infer<typeof connectOutcome>
