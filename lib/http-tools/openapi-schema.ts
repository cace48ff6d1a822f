import { z } from 'zod'
import { HTTP_METHODS } from './schema.ts'

/** An operation of an API, as a person chooses it. */
const apiOperation = z.object({
  key: z.string(),
  method: z.enum(HTTP_METHODS),
  path: z.string(),
  name: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  /** Why it cannot be imported; null: it can. */
  problem: z.string().nullable(),
})

/** What the description of an API holds. */
export const readApi = z.object({
  title: z.string(),
  server: z.string(),
  auth: z.enum(['none', 'bearer', 'header', 'query', 'basic', 'oauth']),
  authName: z.string(),
  operations: z.array(apiOperation),
})
export type ApiView = z.output<typeof readApi>
