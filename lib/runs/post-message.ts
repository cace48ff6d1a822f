import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { toText } from '#lib/db/jsonb.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { messageView } from '#lib/stream/events.ts'
import { announce } from './announce.ts'
import { runView } from './schema.ts'
import { findPost, findPostTarget, insertPost } from './store.ts'
import { toMessageView, toRunView } from './views.ts'

/** A message starts a run; while another run of the thread is busy, it waits its turn. */
export const postMessage = defineUseCase({
  id: 'threads.post-message',
  level: 'workspace',
  role: 'member',
  http: {
    method: 'POST',
    path: '/workspaces/{workspaceId}/threads/{threadId}/messages',
    successStatus: 201,
  },
  input: {
    threadId: idSchema,
    text: z
      .string()
      .trim()
      .min(1, 'Write something first.')
      .max(100_000, 'At most 100,000 characters.')
      .transform(toText),
    /** Chosen by a client that shows the message before it is stored; posting again with the same ids is harmless. */
    messageId: idSchema.optional(),
    runId: idSchema.optional(),
  },
  output: z.object({ message: messageView, run: runView }),
  async load({ tx }, { threadId, messageId, runId }) {
    const target = await findPostTarget(tx, threadId)
    if (!target) throw notFound('The thread')
    return { ...target, messageId: messageId ?? newId(), runId: runId ?? newId(), isRepeated: false }
  },
  authorize(_, __, { agentRemoved, agentArchived }) {
    if (agentRemoved) throw new AppError('conflict', 'This agent was removed. Start a thread with another one.')
    if (agentArchived) throw new AppError('conflict', 'This agent is archived. Bring it back to give it work.')
  },
  async execute({ tx, scope }, { threadId, text }, subject) {
    const { messageId, runId, agentId, privateTo } = subject
    const post = { threadId, text, messageId, runId, agentId, privateTo }
    let stored = await insertPost(tx, scope, post)
    if (!stored) {
      stored = await findPost(tx, scope, post)
      subject.isRepeated = true
    }
    if (!stored) throw new AppError('conflict', 'This message id or run id is taken. Choose new ones and post again.')
    return { message: toMessageView(stored.message), run: toRunView(stored.run, { steps: [], toolCalls: [] }) }
  },
  audit: ({ run }, _, { isRepeated }) =>
    isRepeated
      ? null
      : { action: 'run.queued', targetKind: 'run', targetId: run.id, details: { threadId: run.threadId } },
  async afterCommit(scope, { message, run }, { threadId }, { isRepeated, privateTo }) {
    if (isRepeated) return undefined
    await announce({
      workspaceId: scope.workspaceId,
      threadId,
      private: privateTo !== null,
      events: [{ type: 'run.queued', runId: run.id, attempt: run.attempt, message, retryOfId: null }],
      wake: run.id,
    })
    return undefined
  },
})
