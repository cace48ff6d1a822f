import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { announceAnswer, assertOpen, loadForAnswer, writeAnswer } from './answer.ts'
import { approvalView } from './schema.ts'

/** A person's word on a call: once, or for the rest of the run. */
export const answerApproval = defineUseCase({
  id: 'approvals.answer',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/approvals/{approvalId}/answer' },
  input: {
    approvalId: idSchema,
    answer: z.enum(['approve', 'refuse']),
    /** Of an approval: this call alone, or calls like it for the rest of the run. */
    scope: z.enum(['once', 'run']).default('once'),
    /** The agent is told. */
    reason: z.string().trim().max(2000, 'At most 2,000 characters.').default(''),
  },
  output: approvalView.extend({
    /** The run goes on: nothing else is asked of it. */
    goesOn: z.boolean(),
  }),
  load: ({ tx, scope }, { approvalId }) => loadForAnswer(tx, scope, approvalId),
  authorize: (_, __, subject) => assertOpen(subject),
  async execute({ tx, scope }, input, subject) {
    const approves = input.answer === 'approve'
    const { answered, goesOn } = await writeAnswer(tx, scope, subject, {
      status: approves ? 'approved' : 'refused',
      scope: approves ? input.scope : null,
      reason: input.reason,
    })
    return { ...(answered[0] ?? subject.approval), goesOn }
  },
  audit: ({ status, scope, tool, toolCallId, runId }) => ({
    action: status === 'approved' ? 'approval.approved' : 'approval.refused',
    targetKind: 'run',
    targetId: runId,
    details: { tool, toolCallId, scope },
  }),
  async afterCommit(scope, output, _, subject) {
    await announceAnswer(scope, subject, output.goesOn)
    return undefined
  },
})
