import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { toText } from '#lib/db/jsonb.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { messageView } from '#lib/stream/events.ts'
import { beginThread } from '#lib/threads/begin-thread.ts'
import { announce } from './announce.ts'
import { clientContext } from './client-context.ts'
import { setClientContext } from './completion-store.ts'
import { messageText, runView } from './schema.ts'
import { insertPost, lockPostTarget } from './store.ts'
import { noWork, toMessageView, toRunView } from './views.ts'

/** A message with what its client says around it: in a thread of its own, or in one that it names. */
export const startCompletion = defineUseCase({
  id: 'completions.start',
  level: 'workspace',
  role: 'member',
  input: {
    agentId: idSchema,
    threadId: idSchema,
    /** The thread is made under this id; otherwise it is there, and the message goes on with it. */
    isNew: z.boolean(),
    text: messageText.transform(toText),
    client: clientContext,
  },
  output: z.object({ message: messageView, run: runView }),
  async load({ tx, scope }, { agentId, threadId, isNew }) {
    if (isNew) await beginThread(tx, scope, { id: threadId, agentId, source: 'openai' })
    const target = await lockPostTarget(tx, threadId)
    if (!target) throw notFound('The thread')
    return target
  },
  authorize(_, { agentId }, target) {
    if (target.agentRemoved) throw new AppError('conflict', 'This agent was removed. Start a thread with another one.')
    if (target.agentId !== agentId) throw new AppError('invalid_input', 'The thread is another agent’s.')
  },
  async execute({ tx, scope }, { threadId, text, client }, { agentId, privateTo }) {
    const post = {
      ...{ threadId, agentId, privateTo, text, messageId: newId(), runId: newId() },
      ...{ attachments: [], afterRunId: null, insteadOfId: null, steer: false },
    }
    const stored = await insertPost(tx, scope, post)
    if (!stored) throw new AppError('conflict', 'The message could not be stored. Send it again.')
    await setClientContext(tx, post.runId, client)
    return { message: toMessageView(stored.message), run: toRunView(stored.run, noWork) }
  },
  audit: ({ run }) => ({
    action: 'run.queued',
    targetKind: 'run',
    targetId: run.id,
    details: { threadId: run.threadId, source: 'openai' },
  }),
  async afterCommit(scope, { message, run }, { threadId }, { privateTo }) {
    await announce({
      workspaceId: scope.workspaceId,
      threadId,
      private: privateTo !== null,
      events: [{ type: 'run.queued', runId: run.id, attempt: run.attempt, message, steersRunId: null }],
      wake: run.id,
    })
    return undefined
  },
})
