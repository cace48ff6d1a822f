import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { announceStopped } from './announce-stopped.ts'
import { hintAgentChanged } from './hint.ts'
import { loadAgentForChange } from './load-agent.ts'
import { agentView } from './schema.ts'
import { deleteThreadsOf, markDeleted, type StoppedRun, stopRunsOf } from './store.ts'

/** Removes an agent with its container and home; what it had to do is cancelled, and what it works on stops at once. */
export const deleteAgent = defineUseCase({
  id: 'agents.delete',
  level: 'workspace',
  role: 'admin',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/agents/{agentId}' },
  input: {
    agentId: idSchema,
    /** Whether its threads go with it, or stay readable. */
    threads: z.enum(['keep', 'delete']).default('keep'),
  },
  output: z.object({
    id: idSchema,
    name: agentView.shape.name,
    cancelledRuns: z.number().int(),
    deletedThreads: z.number().int(),
  }),
  async load({ tx }, { agentId }) {
    return { agent: await loadAgentForChange(tx, agentId), stopped: [] as StoppedRun[] }
  },
  async execute({ tx }, { agentId, threads }, subject) {
    await markDeleted(tx, agentId)
    subject.stopped = await stopRunsOf(tx, agentId)
    const deletedThreads = threads === 'delete' ? await deleteThreadsOf(tx, agentId) : 0
    return {
      id: agentId,
      name: subject.agent.name,
      cancelledRuns: subject.stopped.filter(({ atWork }) => !atWork).length,
      deletedThreads,
    }
  },
  audit: ({ id, name, cancelledRuns, deletedThreads }) => ({
    action: 'agent.deleted',
    targetKind: 'agent',
    targetId: id,
    details: { name, cancelledRuns, deletedThreads },
  }),
  async afterCommit(scope, { id }, { threads }, { stopped }) {
    await hintAgentChanged(scope.workspaceId, id)
    await announceStopped(stopped, threads !== 'delete')
    return undefined
  },
})
