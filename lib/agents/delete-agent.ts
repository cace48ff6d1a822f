import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { appendEvents } from '#lib/stream/append.ts'
import { hintAgentChanged } from './hint.ts'
import { agentView } from './schema.ts'
import { type CancelledRun, cancelRunsOf, findAgent, markDeleted } from './store.ts'

/** Removes an agent with its container and home. Its threads stay readable; what it had to do is cancelled. */
export const deleteAgent = defineUseCase({
  id: 'agents.delete',
  level: 'workspace',
  role: 'admin',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/agents/{agentId}' },
  input: { agentId: idSchema },
  output: z.object({ id: idSchema, name: agentView.shape.name, cancelledRuns: z.number().int() }),
  async load({ tx }, { agentId }) {
    const agent = await findAgent(tx, agentId)
    if (!agent) throw notFound('The agent')
    return { agent, cancelled: [] as CancelledRun[] }
  },
  async execute({ tx }, { agentId }, subject) {
    if (!(await markDeleted(tx, agentId))) throw notFound('The agent')
    subject.cancelled = await cancelRunsOf(tx, agentId)
    return { id: agentId, name: subject.agent.name, cancelledRuns: subject.cancelled.length }
  },
  audit: ({ id, name, cancelledRuns }) => ({
    action: 'agent.deleted',
    targetKind: 'agent',
    targetId: id,
    details: { name, cancelledRuns },
  }),
  async afterCommit(scope, { id }, _input, { cancelled }) {
    await hintAgentChanged(scope.workspaceId, id)
    const told = cancelled.map(({ runId, threadId, attempt }) =>
      appendEvents(`thread:${threadId}`, [{ type: 'run.finished', runId, attempt, status: 'cancelled', error: null }]),
    )
    await bestEffort('announcing cancelled runs', Promise.all(told))
    return undefined
  },
})
