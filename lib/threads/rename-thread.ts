import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { announceThread } from './hint.ts'
import { threadTitle, threadView } from './schema.ts'
import { updateTitle } from './store.ts'

/** Gives a thread another title. */
export const renameThread = defineUseCase({
  id: 'threads.rename',
  level: 'workspace',
  role: 'member',
  http: { method: 'PATCH', path: '/workspaces/{workspaceId}/threads/{threadId}' },
  input: { threadId: idSchema, title: threadTitle.min(1, 'Give the thread a title.') },
  output: threadView,
  async execute({ tx }, { threadId, title }) {
    const thread = await updateTitle(tx, threadId, title)
    if (!thread) throw notFound('The thread')
    return thread
  },
  audit: (thread) => ({ action: 'thread.renamed', targetKind: 'thread', targetId: thread.id }),
  afterCommit: announceThread,
})
