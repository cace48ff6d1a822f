import { defineUseCase } from '#lib/access/define-use-case.ts'
import { hintAgentChanged } from '#lib/agents/hint.ts'
import { loadAgent } from '#lib/agents/load-agent.ts'
import { idSchema } from '#lib/ids.ts'
import { policyAudit, savePolicy } from './policies.ts'
import { policyInput, policyView } from './schema.ts'

/** The rules about tools of an organisation: they bind all of its workspaces, and none can widen them. */
export const setTenantToolPolicy = defineUseCase({
  id: 'tool-policies.set-tenant',
  level: 'tenant',
  role: 'admin',
  http: { method: 'PUT', path: '/tenants/{tenantId}/tool-policy' },
  input: policyInput,
  output: policyView,
  load: async ({ scope }) => scope,
  execute: ({ tx, scope }, { rules, revision }) => savePolicy(tx, scope, { agentId: null }, rules, revision),
  audit: (output, _, { tenantId }) => policyAudit('tenant', tenantId, output),
})

/** The rules about tools of a workspace. */
export const setWorkspaceToolPolicy = defineUseCase({
  id: 'tool-policies.set-workspace',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PUT', path: '/workspaces/{workspaceId}/tool-policy' },
  input: policyInput,
  output: policyView,
  load: async ({ scope }) => scope,
  execute: ({ tx, scope }, { rules, revision }) => savePolicy(tx, scope, { agentId: null }, rules, revision),
  audit: (output, _, { workspaceId }) => policyAudit('workspace', workspaceId, output),
})

/** The rules about tools of one agent. */
export const setAgentToolPolicy = defineUseCase({
  id: 'tool-policies.set-agent',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PUT', path: '/workspaces/{workspaceId}/agents/{agentId}/tool-policy' },
  input: { agentId: idSchema, ...policyInput },
  output: policyView,
  load: ({ tx }, { agentId }) => loadAgent(tx, agentId),
  execute: ({ tx, scope }, { agentId, rules, revision }) => savePolicy(tx, scope, { agentId }, rules, revision),
  audit: (output, { agentId }) => policyAudit('agent', agentId, output),
  async afterCommit(scope, _, { agentId }) {
    await hintAgentChanged(scope.workspaceId, agentId)
    return undefined
  },
})
