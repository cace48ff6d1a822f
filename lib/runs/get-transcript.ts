import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, encodePageCursor } from '#lib/access/page.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { openCursor } from '#lib/stream/read-topic.ts'
import { readBranch } from './branch-store.ts'
import { transcript } from './schema.ts'
import { toTranscript } from './transcript.ts'

/** Messages of a page, where the caller does not say. */
const TURNS = 30
/** A page ends with this run. */
const olderKey = z.object({ runId: idSchema })

/** The latest of a branch of a thread as it durably is, with the cursor from which the event stream goes on. */
export const getTranscript = defineUseCase({
  id: 'threads.transcript',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/threads/{threadId}/transcript' },
  input: {
    threadId: idSchema,
    /** A message or a run on the branch; left out: the branch on which something was asked last. */
    at: idSchema.optional(),
    /** `olderCursor` of the page after. */
    before: z.string().min(1).max(2000).optional(),
    /** Messages of a page. */
    limit: z.coerce.number().int().min(1).max(200).optional(),
  },
  output: transcript,
  // Before the rows are read: what is appended in between is then read again, and never missed.
  prepare: (_, { threadId }) => openCursor(`thread:${threadId}`),
  async execute({ tx, prepared }, { threadId, at, before, limit = TURNS }) {
    const endsWith = decodePageCursor(olderKey, before)?.runId ?? null
    const rows = await readBranch(tx, threadId, { at: at ?? null, before: endsWith, limit })
    if (!rows) throw notFound('The thread')
    if (at && rows.runs.length === 0) throw notFound('The branch')
    const olderCursor = rows.olderRunId === null ? null : encodePageCursor({ runId: rows.olderRunId })
    return toTranscript(rows, prepared, { forks: rows.forks, olderCursor })
  },
})
