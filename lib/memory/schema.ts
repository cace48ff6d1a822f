import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'

/** `message` and `answer`: what was remembered of a conversation by itself; `file`: what a file is about. */
export const MEMORY_KINDS = ['note', 'message', 'answer', 'file'] as const
export const memoryKind = z.enum(MEMORY_KINDS)
export type MemoryKind = z.infer<typeof memoryKind>

/** Who brought it in. */
export const MEMORY_ORIGINS = ['person', 'agent', 'conversation'] as const
export const memoryOrigin = z.enum(MEMORY_ORIGINS)
export type MemoryOrigin = z.infer<typeof memoryOrigin>

export const MAX_MEMORY_CHARS = 8_000
export const memoryText = z
  .string()
  .trim()
  .min(1, 'Write what is to be remembered.')
  .max(MAX_MEMORY_CHARS, `At most ${MAX_MEMORY_CHARS} characters.`)
export const filePath = z.string().trim().min(1).max(4096)

/** What was forgotten can be brought back for so long; then nothing of it is left. */
export const FORGOTTEN_MINUTES = 60

export const memoryView = z.object({
  id: idSchema,
  /** Null: of all agents of the workspace. */
  agentId: idSchema.nullable(),
  /** Comes from a private conversation: nobody else sees it. */
  isPrivate: z.boolean(),
  kind: memoryKind,
  origin: memoryOrigin,
  text: z.string(),
  pinned: z.boolean(),
  savedBy: z.string(),
  /** Where it comes from. */
  source: z.object({
    threadId: idSchema.nullable(),
    threadTitle: z.string().nullable(),
    messageId: idSchema.nullable(),
    runId: idSchema.nullable(),
    filePath: z.string().nullable(),
    /** What it was made of, where it sums up others. */
    memoryIds: z.array(idSchema),
  }),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** When it was last offered to a run, or found by an agent. */
  lastUsedAt: z.iso.datetime().nullable(),
  forgottenAt: z.iso.datetime().nullable(),
})
export type MemoryView = z.output<typeof memoryView>

export const memoryHit = z.object({
  memory: memoryView,
  /** How near it is by the embedder's measure, at most 1; null: found by its words alone. */
  similarity: z.number().nullable(),
})
export type MemoryHit = z.output<typeof memoryHit>

export const LEXICAL = 'lexical'
export const embedderChoice = z.discriminatedUnion('kind', [
  /** Offline: compares words and parts of words, and knows no meaning beyond them. */
  z.object({ kind: z.literal(LEXICAL) }),
  z.object({ kind: z.literal('provider'), providerId: idSchema, model: z.string().trim().min(1).max(200) }),
])
export type EmbedderChoice = z.output<typeof embedderChoice>

export const retentionDays = z.number().int().min(1, 'At least a day.').max(3650, 'At most ten years.').nullable()

export const memorySettingsView = z.object({
  /** Whether answers and people's messages are remembered by themselves, once a run has ended well. */
  rememberConversations: z.boolean(),
  /** After so many days without a change or a use, what is not pinned is forgotten; null: never. */
  retentionDays,
  embedder: embedderChoice,
  dimension: z.number().int(),
  /** While another embedder takes over: how many entries it has yet to read. Search goes on with the one before. */
  pending: z.number().int(),
  isChanging: z.boolean(),
  /** Why the embedder does not work at the moment. */
  problem: z.string().nullable(),
  entries: z.number().int(),
})
export type MemorySettingsView = z.output<typeof memorySettingsView>
