import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { announceThread } from './hint.ts'
import { loadThread } from './load-thread.ts'
import { threadView } from './schema.ts'
import { setArchived } from './store.ts'

/** Puts a thread out of the way for everybody, or back. A new message brings it back by itself. */
export const archiveThread = defineUseCase({
  id: 'threads.archive',
  level: 'workspace',
  role: 'member',
  http: { method: 'PUT', path: '/workspaces/{workspaceId}/threads/{threadId}/archived' },
  input: { threadId: idSchema, archived: z.boolean() },
  output: threadView,
  load: ({ tx }, { threadId }) => loadThread(tx, threadId),
  async execute({ tx }, { threadId, archived }, thread) {
    await setArchived(tx, threadId, archived)
    return { ...thread, archived }
  },
  audit: ({ id, archived }, _, before) =>
    before.archived === archived
      ? null
      : { action: archived ? 'thread.archived' : 'thread.unarchived', targetKind: 'thread', targetId: id },
  afterCommit: announceThread,
})
