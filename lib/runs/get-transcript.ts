import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { formatCursor } from '#lib/stream/cursor.ts'
import { coveringCursor, openCursor } from '#lib/stream/read-topic.ts'
import { transcript } from './schema.ts'
import { readThread } from './store.ts'
import { toMessageView, toRunView } from './views.ts'

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
    if (!rows) throw notFound('The thread')
    // A stream id in the snapshot proves that whatever was announced before it is in the snapshot too; the events of a
    // run in progress that no row covers yet lie behind the greatest of them.
    const covered = [...rows.runs, ...rows.steps, ...rows.toolCalls].map((row) => row.stream_id)
    return {
      messages: rows.messages.map(toMessageView),
      runs: rows.runs.map((run) => toRunView(run, rows)),
      cursor: formatCursor(coveringCursor(prepared, covered)),
    }
  },
})
