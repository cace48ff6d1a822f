import { type Cursor, formatCursor } from '#lib/stream/cursor.ts'
import { coveringCursor } from '#lib/stream/read-topic.ts'
import type { Transcript } from './schema.ts'
import type { SharedThreadRows } from './store.ts'
import { toMessageView, toRunView } from './views.ts'

/** A thread's rows for people. @param opened where the stream was before the rows were read */
export function toTranscript(rows: SharedThreadRows, opened: Cursor): Transcript {
  // A stream id in the snapshot proves that whatever was announced before it is in the snapshot too; the events of a
  // run in progress that no row covers yet lie behind the greatest of them.
  const covered = [...rows.runs, ...rows.steps, ...rows.toolCalls].map((row) => row.stream_id)
  return {
    messages: rows.messages.map(toMessageView),
    runs: rows.runs.map((run) => toRunView(run, rows)),
    cursor: formatCursor(coveringCursor(opened, covered)),
  }
}
