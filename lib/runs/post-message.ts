import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { toText } from '#lib/db/jsonb.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { messageView } from '#lib/stream/events.ts'
import { announce } from './announce.ts'
import { MAX_ATTACHMENTS, readAttachments } from './attachments.ts'
import { messageText, runView } from './schema.ts'
import { findPost, insertPost, isInThread, lockPostTarget } from './store.ts'
import { noWork, toMessageView, toRunView } from './views.ts'

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
    text: messageText.transform(toText),
    /** Chosen by a client that shows the message before it is stored; posting again with the same ids is harmless. */
    messageId: idSchema.optional(),
    runId: idSchema.optional(),
    /** A run on the branch that the message goes on with; left out: the branch on which something was asked last. */
    afterRunId: idSchema.optional(),
    /** The message that this is another version of: a new branch begins beside it, whatever `afterRunId` says. Files are not rewound. */
    insteadOfId: idSchema.optional(),
    /** For the run at work on the branch, at its next step; should there be none, the message waits like any other. */
    steer: z.boolean().optional(),
    /** Paths of files of the workspace. */
    attachments: z.array(z.string().min(1).max(4096)).max(MAX_ATTACHMENTS).optional(),
  },
  output: z.object({ message: messageView, run: runView }),
  needsPrepare: ({ attachments = [] }) => attachments.length > 0,
  prepare: (scope, { attachments = [] }) => readAttachments(scope, attachments),
  async load({ tx }, { threadId, messageId, runId, afterRunId, insteadOfId }) {
    const target = await lockPostTarget(tx, threadId)
    if (!target) throw notFound('The thread')
    if (insteadOfId && !(await isInThread(tx, threadId, { messageId: insteadOfId }))) throw notFound('The message')
    if (afterRunId && !(await isInThread(tx, threadId, { runId: afterRunId }))) throw notFound('The run')
    return { ...target, messageId: messageId ?? newId(), runId: runId ?? newId(), isRepeated: false }
  },
  authorize(_, __, { agentRemoved, agentArchived }) {
    if (agentRemoved) throw new AppError('conflict', 'This agent was removed. Start a thread with another one.')
    if (agentArchived) throw new AppError('conflict', 'This agent is archived. Bring it back to give it work.')
  },
  async execute(
    { tx, scope, prepared },
    { threadId, text, afterRunId = null, insteadOfId = null, steer = false },
    subject,
  ) {
    const { messageId, runId, agentId, privateTo } = subject
    const ids = { threadId, text, messageId, runId, agentId, privateTo }
    let stored = await insertPost(tx, scope, { ...ids, afterRunId, insteadOfId, steer, attachments: prepared ?? [] })
    if (!stored) {
      stored = await findPost(tx, scope, ids)
      subject.isRepeated = true
    }
    if (!stored) throw new AppError('conflict', 'This message id or run id is taken. Choose new ones and post again.')
    return { message: toMessageView(stored.message), run: toRunView(stored.run, noWork) }
  },
  audit: ({ run }, _, { isRepeated }) =>
    isRepeated
      ? null
      : { action: 'run.queued', targetKind: 'run', targetId: run.id, details: { threadId: run.threadId } },
  async afterCommit(scope, { message, run }, { threadId }, { isRepeated, privateTo }) {
    if (isRepeated) return undefined
    const { id: runId, attempt, steersRunId } = run
    await announce({
      workspaceId: scope.workspaceId,
      threadId,
      private: privateTo !== null,
      events: [{ type: 'run.queued', runId, attempt, message, steersRunId }],
      wake: runId,
    })
    return undefined
  },
})
