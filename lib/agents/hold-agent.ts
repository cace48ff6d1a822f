import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { Role } from '#lib/access/roles.ts'
import type { AuditEntry } from '#lib/audit/append-audit.ts'
import { idSchema } from '#lib/ids.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { hintAgentChanged } from './hint.ts'
import { loadAgentForChange } from './load-agent.ts'
import { agentView } from './schema.ts'
import { findQueuedRun, setHeld } from './store.ts'

type HeldBy = 'pausedAt' | 'archivedAt'

interface Holding {
  id: `agents.${string}`
  role: Role
  verb: string
  heldBy: HeldBy
  isHeld: boolean
  action: AuditEntry['action']
}

/** Doing what is done already changes nothing. */
function holding({ id, role, verb, heldBy, isHeld, action }: Holding) {
  return defineUseCase({
    id,
    level: 'workspace',
    role,
    http: { method: 'POST', path: `/workspaces/{workspaceId}/agents/{agentId}/${verb}` },
    input: { agentId: idSchema },
    output: agentView,
    async load({ tx }, { agentId }) {
      const agent = await loadAgentForChange(tx, agentId)
      return { agent, isChanged: (agent[heldBy] !== null) !== isHeld, waiting: null as string | null }
    },
    async execute({ tx }, { agentId }, subject) {
      if (!subject.isChanged) return subject.agent
      if (!isHeld) subject.waiting = await findQueuedRun(tx, agentId)
      const at = isHeld ? new Date() : null
      return setHeld(tx, agentId, heldBy === 'pausedAt' ? { pausedAt: at } : { archivedAt: at })
    },
    audit: (_, { agentId }, { isChanged }) => (isChanged ? { action, targetKind: 'agent', targetId: agentId } : null),
    async afterCommit(scope, _, { agentId }, { isChanged, waiting }) {
      if (isChanged) await hintAgentChanged(scope.workspaceId, agentId)
      // What waited may be claimed now; runs that the caller cannot see are found by the reconciler.
      if (waiting) await bestEffort('waking a worker', enqueue('run.wake', { runId: waiting }, waiting))
      return undefined
    },
  })
}

/** Holds back what an agent has not begun: queued runs wait, new messages queue, what works now finishes. */
export const pauseAgent = holding({
  id: 'agents.pause',
  role: 'member',
  verb: 'pause',
  heldBy: 'pausedAt',
  isHeld: true,
  action: 'agent.paused',
})

/** Lets a paused agent go on with what waits for it. */
export const resumeAgent = holding({
  id: 'agents.resume',
  role: 'member',
  verb: 'resume',
  heldBy: 'pausedAt',
  isHeld: false,
  action: 'agent.resumed',
})

/** Takes an agent out of sight: it is given no new work, and what waits for it goes on waiting. */
export const archiveAgent = holding({
  id: 'agents.archive',
  role: 'admin',
  verb: 'archive',
  heldBy: 'archivedAt',
  isHeld: true,
  action: 'agent.archived',
})

/** Brings an archived agent back. */
export const unarchiveAgent = holding({
  id: 'agents.unarchive',
  role: 'admin',
  verb: 'unarchive',
  heldBy: 'archivedAt',
  isHeld: false,
  action: 'agent.unarchived',
})
