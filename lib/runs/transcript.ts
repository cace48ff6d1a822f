import { type Cursor, formatCursor } from '#lib/stream/cursor.ts'
import { coveringCursor } from '#lib/stream/read-topic.ts'
import type { BranchRows } from './rows.ts'
import { ROOT, type Transcript } from './schema.ts'
import { toMessageView, toRunView } from './views.ts'

/** A branch's rows for people. @param opened where the stream was before the rows were read */
export function toTranscript(
  rows: BranchRows,
  opened: Cursor,
  place: Pick<Transcript, 'forks' | 'olderCursor'>,
): Transcript {
  // A stream id in the snapshot proves that whatever was announced before it is in the snapshot too; the events of a
  // run in progress that no row covers yet lie behind the greatest of them.
  const covered = [...rows.runs, ...rows.steps, ...rows.toolCalls].map((row) => row.stream_id)
  return {
    messages: rows.messages.map(toMessageView),
    runs: rows.runs.map((run) => toRunView(run, rows)),
    ...place,
    cursor: formatCursor(coveringCursor(opened, covered)),
  }
}

/** A whole thread, all its branches at once. */
export function toWholeTranscript(rows: Omit<BranchRows, 'taken'>, opened: Cursor): Transcript {
  const taken = rows.messages.filter((message) => message.taken_by_run_id !== null)
  const messages = rows.messages.filter((message) => message.taken_by_run_id === null)
  const places = [
    ...Map.groupBy(messages, (message) => message.parent_run_id ?? ROOT),
    ...Map.groupBy(rows.runs, (run) => run.message_id),
  ].filter(([, nodes]) => nodes.length > 1)
  const forks = Object.fromEntries(places.map(([place, nodes]) => [place, nodes.map(({ id }) => id)]))
  return toTranscript({ ...rows, messages, taken }, opened, { forks, olderCursor: null })
}
