import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { openCursor } from '#lib/stream/read-topic.ts'
import { transcript } from './schema.ts'
import { readThread } from './store.ts'
import { toTranscript } from './transcript.ts'

/** A thread as it durably is, with the cursor from which the event stream goes on. */
export const getTranscript = defineUseCase({
  id: 'threads.transcript',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/threads/{threadId}/transcript' },
  input: { threadId: idSchema },
  output: transcript,
  // Before the rows are read: what is appended in between is then read again, and never missed.
  prepare: (_, { threadId }) => openCursor(`thread:${threadId}`),
  async execute({ tx, prepared }, { threadId }) {
    const rows = await readThread(tx, threadId)
    if (!rows || rows.isDeleted) throw notFound('The thread')
    return toTranscript(rows, prepared)
  },
})
