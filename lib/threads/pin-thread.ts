import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { loadThread } from './load-thread.ts'
import { threadView } from './schema.ts'
import { setPinned } from './store.ts'

/** Keeps a thread at hand, for whoever asks alone. */
export const pinThread = defineUseCase({
  id: 'threads.pin',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'PUT', path: '/workspaces/{workspaceId}/threads/{threadId}/pinned' },
  input: { threadId: idSchema, pinned: z.boolean() },
  output: threadView,
  load: ({ tx }, { threadId }) => loadThread(tx, threadId),
  async execute({ tx, scope }, { threadId, pinned }, thread) {
    await setPinned(tx, scope, threadId, pinned)
    return { ...thread, pinned }
  },
  audit: ({ id, pinned }, _, before) =>
    before.pinned === pinned
      ? null
      : { action: pinned ? 'thread.pinned' : 'thread.unpinned', targetKind: 'thread', targetId: id },
})
