import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { openCursor } from '#lib/stream/read-topic.ts'
import { transcript } from './schema.ts'
import { readSharedThread } from './store.ts'
import { toWholeTranscript } from './transcript.ts'

/** A thread that was shared with whoever asks, by name: to be read, wherever it is. */
export const getSharedTranscript = defineUseCase({
  id: 'threads.shared-transcript',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/shared-threads/{threadId}/transcript' },
  input: { threadId: idSchema },
  output: transcript,
  prepare: (_, { threadId }) => openCursor(`thread:${threadId}`),
  async execute({ tx, prepared }, { threadId }) {
    const rows = await readSharedThread(tx, threadId)
    if (!rows) throw notFound('The thread')
    return toWholeTranscript(rows, prepared)
  },
})
