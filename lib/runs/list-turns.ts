import { defineUseCase } from '#lib/access/define-use-case.ts'
import { cutPage, decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { turnView } from './schema.ts'
import { readTurns } from './store.ts'
import { toMessageView, toRunView } from './views.ts'

/** What was said in a thread and what was done about it, a page at a time, from its beginning. */
export const listTurns = defineUseCase({
  id: 'threads.list-turns',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/threads/{threadId}/turns' },
  input: { threadId: idSchema, ...pageFields },
  output: pageOf(turnView),
  async execute({ tx }, { threadId, cursor, limit }) {
    const rows = await readTurns(tx, threadId, { after: decodePageCursor(timeKey, cursor), limit: limit + 1 })
    if (!rows) throw notFound('The thread')
    const messages = rows.messages.map(toMessageView)
    return cutPage(
      messages,
      limit,
      ({ createdAt, id }) => ({ at: createdAt, id }),
      (message) => ({
        message,
        runs: rows.runs.filter((run) => run.message_id === message.id).map((run) => toRunView(run, rows)),
      }),
    )
  },
})
