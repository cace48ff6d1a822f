import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { loadAgent } from '#lib/agents/load-agent.ts'
import { idSchema } from '#lib/ids.ts'
import { platformPolicy } from '#lib/tools/platform-policy.ts'
import { policyRules } from '#lib/tools/schema.ts'
import { loadPolicies, policyOf } from './policies.ts'
import { policyView } from './schema.ts'

/** The rules about tools that bind a workspace, or an agent in it, level by level. */
export const getToolPolicy = defineUseCase({
  id: 'tool-policies.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/tool-policy' },
  input: {
    /** Left out: the workspace's own. */
    agentId: idSchema.optional(),
  },
  output: z.object({
    platform: policyRules,
    tenant: policyView,
    workspace: policyView,
    /** Null where no agent was asked for. */
    agent: policyView.nullable(),
  }),
  async execute({ tx }, { agentId }) {
    if (agentId) await loadAgent(tx, agentId)
    const rows = await loadPolicies(tx, agentId ?? null)
    return {
      platform: [...platformPolicy()],
      tenant: policyOf(rows, 'tenant'),
      workspace: policyOf(rows, 'workspace'),
      agent: agentId ? policyOf(rows, 'agent') : null,
    }
  },
})
