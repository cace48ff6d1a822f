import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { announceThread } from './hint.ts'
import { threadTitle, threadView } from './schema.ts'
import { insertThread } from './store.ts'

/** A conversation with one agent. */
export const createThread = defineUseCase({
  id: 'threads.create',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/threads', successStatus: 201 },
  input: {
    agentId: idSchema,
    /** Left out: the first message's first line. */
    title: threadTitle.default(''),
    /** Seen by its creator alone, instead of by the whole workspace. */
    private: z.boolean().default(false),
    /** Chosen by a client that subscribes before the thread is stored. */
    threadId: idSchema.optional(),
  },
  output: threadView,
  async execute({ tx, scope }, { agentId, title, private: isPrivate, threadId }) {
    const source = scope.principalKind === 'api_key' ? 'api' : 'app'
    const id = threadId ?? newId()
    const thread = await insertThread(tx, scope, { id, agentId, title, private: isPrivate, source })
    if (thread) return thread
    if (threadId) throw new AppError('conflict', 'This thread id is taken, or the agent was removed or archived.')
    throw notFound('The agent')
  },
  audit: (thread) => ({
    action: 'thread.created',
    targetKind: 'thread',
    targetId: thread.id,
    details: { agentId: thread.agentId, private: thread.private },
  }),
  afterCommit: announceThread,
})
