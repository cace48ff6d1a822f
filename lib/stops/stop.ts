import { defineUseCase, type HttpBinding } from '#lib/access/define-use-case.ts'
import type { Scope } from '#lib/access/scope.ts'
import { hintAgentChanged } from '#lib/agents/hint.ts'
import { loadAgent } from '#lib/agents/load-agent.ts'
import type { Tx } from '#lib/db/client.ts'
import { idSchema } from '#lib/ids.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { publishControl } from '#lib/queue/control.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { appendEvents } from '#lib/stream/append.ts'
import { stopList } from './schema.ts'
import { deleteStop, insertStop, selectStops, selectWorkspaceIds } from './store.ts'

type Verb = 'stop' | 'resume'

/** What a call has come to, for what follows the commit. */
interface Outcome {
  scope: Scope
  isChanged: boolean
  /** Queued again. */
  runIds: string[]
  workspaceIds: string[]
}

const nothingYet = (scope: Scope): Outcome => ({ scope, isChanged: false, runIds: [], workspaceIds: [] })

async function change(tx: Tx, scope: Scope, verb: Verb, agentId: string | null, outcome: Outcome) {
  if (verb === 'stop') {
    outcome.isChanged = await insertStop(tx, scope, agentId)
  } else {
    const runIds = await deleteStop(tx, scope, agentId)
    outcome.isChanged = runIds !== null
    outcome.runIds = runIds ?? []
  }
  if (outcome.isChanged) outcome.workspaceIds = await selectWorkspaceIds(tx, scope)
  return { items: await selectStops(tx) }
}

/** Workers learn of a stop at once, or with their next heartbeat; who waits is found by the reconciler as well. */
async function announce(scope: Scope, verb: Verb, agentId: string | null, outcome: Outcome): Promise<void> {
  if (!outcome.isChanged) return
  const { tenantId, workspaceId } = scope
  if (verb === 'stop') await bestEffort('stopping', publishControl({ type: 'halt', tenantId, workspaceId, agentId }))
  await Promise.all(outcome.runIds.map((runId) => bestEffort('waking a worker', enqueue('run.wake', { runId }, runId))))
  for (const id of outcome.workspaceIds) {
    await bestEffort('announcing a stop', appendEvents(`workspace:${id}`, [{ type: 'stops.changed' }]))
  }
  if (workspaceId && agentId) await hintAgentChanged(workspaceId, agentId)
}

function audit(verb: Verb, targetKind: string, targetId: string, { isChanged, runIds }: Outcome) {
  if (!isChanged) return null
  const action = verb === 'stop' ? `${targetKind}.stopped` : `${targetKind}.let-go-on`
  return { action, targetKind, targetId, details: { runs: runIds.length } }
}

function ofTenant(verb: Verb, http: HttpBinding) {
  return defineUseCase({
    id: `stops.${verb}-tenant`,
    level: 'tenant',
    role: 'admin',
    http,
    input: {},
    output: stopList,
    load: async ({ scope }) => nothingYet(scope),
    execute: ({ tx, scope }, _, outcome) => change(tx, scope, verb, null, outcome),
    audit: (_, __, outcome) => audit(verb, 'tenant', outcome.scope.tenantId, outcome),
    async afterCommit(scope, _, __, outcome) {
      await announce(scope, verb, null, outcome)
      return undefined
    },
  })
}

function ofWorkspace(verb: Verb, http: HttpBinding) {
  return defineUseCase({
    id: `stops.${verb}-workspace`,
    level: 'workspace',
    role: 'admin',
    http,
    input: {},
    output: stopList,
    load: async ({ scope }) => nothingYet(scope),
    execute: ({ tx, scope }, _, outcome) => change(tx, scope, verb, null, outcome),
    audit: (_, __, outcome) => audit(verb, 'workspace', outcome.scope.workspaceId ?? '', outcome),
    async afterCommit(scope, _, __, outcome) {
      await announce(scope, verb, null, outcome)
      return undefined
    },
  })
}

function ofAgent(verb: Verb, http: HttpBinding) {
  return defineUseCase({
    id: `stops.${verb}-agent`,
    level: 'workspace',
    role: 'member',
    http,
    input: { agentId: idSchema },
    output: stopList,
    async load({ tx, scope }, { agentId }) {
      await loadAgent(tx, agentId)
      return nothingYet(scope)
    },
    execute: ({ tx, scope }, { agentId }, outcome) => change(tx, scope, verb, agentId, outcome),
    audit: (_, { agentId }, outcome) => audit(verb, 'agent', agentId, outcome),
    async afterCommit(scope, _, { agentId }, outcome) {
      await announce(scope, verb, agentId, outcome)
      return undefined
    },
  })
}

/** Halts all runs and containers of an organisation, within two seconds; nothing of it begins until it is let go on. */
export const stopTenant = ofTenant('stop', { method: 'POST', path: '/tenants/{tenantId}/stop' })
/** Lets an organisation go on: each run at the step where it was stopped. */
export const resumeTenant = ofTenant('resume', { method: 'POST', path: '/tenants/{tenantId}/go-on' })
/** Halts all runs and containers of a workspace. */
export const stopWorkspace = ofWorkspace('stop', { method: 'POST', path: '/workspaces/{workspaceId}/stop' })
/** Lets a workspace go on. */
export const resumeWorkspace = ofWorkspace('resume', { method: 'POST', path: '/workspaces/{workspaceId}/go-on' })
/** Halts all runs and containers of one agent. */
export const stopAgent = ofAgent('stop', { method: 'POST', path: '/workspaces/{workspaceId}/agents/{agentId}/stop' })
/** Lets an agent go on. */
export const resumeStoppedAgent = ofAgent('resume', {
  method: 'POST',
  path: '/workspaces/{workspaceId}/agents/{agentId}/go-on',
})
