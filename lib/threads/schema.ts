import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'

export const threadTitle = z.string().trim().max(200)

export const threadView = z.object({
  id: idSchema,
  agentId: idSchema,
  /** Empty until the first message. */
  title: z.string(),
  /** Seen by its creator alone. */
  private: z.boolean(),
  /** A run of it is queued or at work. */
  live: z.boolean(),
  /** Where its messages come from: `app`, `api`, a channel. */
  origin: z.object({ source: z.string(), account: z.string().nullable(), peer: z.string().nullable() }),
  createdAt: z.iso.datetime(),
  /** Of the last message. */
  updatedAt: z.iso.datetime(),
})
export type ThreadView = z.output<typeof threadView>
