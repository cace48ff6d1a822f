import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'

/** A deleted thread can be brought back for so long. */
export const RESTORABLE_DAYS = 30

export const threadTitle = z.string().trim().max(200)

export const threadView = z.object({
  id: idSchema,
  agentId: idSchema,
  /** Empty until the first message. */
  title: z.string(),
  /** Seen by its creator, and by whom they share it with, alone. */
  private: z.boolean(),
  /** A run of it is queued or at work. */
  live: z.boolean(),
  /** Kept at hand by whoever asks. */
  pinned: z.boolean(),
  archived: z.boolean(),
  /** Started by whoever asks. */
  mine: z.boolean(),
  /** With how many people of the organisation it is shared by name. */
  shares: z.number().int(),
  /** Where its messages come from: `app`, `api`, a channel. */
  origin: z.object({ source: z.string(), account: z.string().nullable(), peer: z.string().nullable() }),
  createdAt: z.iso.datetime(),
  /** Of the last message. */
  updatedAt: z.iso.datetime(),
})
export type ThreadView = z.output<typeof threadView>

/** Which threads a list shows. */
export const threadFilter = {
  agentId: idSchema.optional(),
  /** Started by whoever asks. */
  mine: z.boolean().optional(),
  pinned: z.boolean().optional(),
  /** A run of it is queued or at work. */
  live: z.boolean().optional(),
  /** Conversations between agents, instead of those with people. */
  team: z.boolean().optional(),
  /** Left out: `active`. Deleted ones can be restored until they are gone. */
  state: z.enum(['active', 'archived', 'deleted']).optional(),
}
export type ThreadFilter = z.output<z.ZodObject<typeof threadFilter>>

/** A stretch of text: what was searched for, or what stands around it. Never markup. */
export const snippetPart = z.object({ text: z.string(), match: z.boolean() })
export type SnippetPart = z.output<typeof snippetPart>

export const searchHit = z.object({
  thread: threadView,
  title: z.array(snippetPart),
  /** The best text of the thread, around what was found; of a title it is empty. */
  found: z.object({ kind: z.enum(['title', 'message', 'answer']), snippet: z.array(snippetPart) }),
})
export type SearchHit = z.output<typeof searchHit>

/** A person of the organisation with whom a thread is shared by name. */
export const shareView = z.object({
  userId: idSchema,
  name: z.string(),
  email: z.string(),
  createdAt: z.iso.datetime(),
})
export type ShareView = z.output<typeof shareView>

/** A thread that was shared with whoever asks, from wherever it is. */
export const sharedThreadView = z.object({
  id: idSchema,
  title: z.string(),
  workspaceName: z.string(),
  agent: z.object({ name: z.string(), color: z.string() }),
  sharedBy: z.string(),
  sharedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
})
export type SharedThreadView = z.output<typeof sharedThreadView>
