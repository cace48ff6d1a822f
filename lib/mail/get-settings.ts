import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { loadAgent } from '#lib/agents/load-agent.ts'
import { idSchema } from '#lib/ids.ts'
import { DEFAULT_LIMITS, narrowest, teamLimits } from './limits.ts'
import { loadSettings, teamSettingsView } from './settings.ts'

/** Who may talk to whom in a workspace, and what binds its agents, or one of them, level by level. */
export const getTeamSettings = defineUseCase({
  id: 'team.get-settings',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/team-settings' },
  input: {
    /** Left out: the workspace's own. */
    agentId: idSchema.optional(),
  },
  output: z.object({
    defaults: teamLimits,
    tenant: teamSettingsView,
    workspace: teamSettingsView,
    /** Null where no agent was asked for. */
    agent: teamSettingsView.nullable(),
    /** The narrowest of all of them. */
    inForce: teamLimits,
  }),
  async execute({ tx }, { agentId }) {
    if (agentId) await loadAgent(tx, agentId)
    const settingsOf = await loadSettings(tx, agentId ?? null)
    const [tenant, workspace, agent] = [settingsOf('tenant'), settingsOf('workspace'), settingsOf('agent')]
    const inForce = narrowest([tenant.limits, workspace.limits, agent.limits])
    return { defaults: { ...DEFAULT_LIMITS }, tenant, workspace, agent: agentId ? agent : null, inForce }
  },
})

/** What an organisation holds the agents of all its workspaces to. */
export const getTenantTeamSettings = defineUseCase({
  id: 'team.get-tenant-settings',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/team-settings' },
  input: {},
  output: z.object({ defaults: teamLimits, tenant: teamSettingsView }),
  execute: async ({ tx }) => ({
    defaults: { ...DEFAULT_LIMITS },
    tenant: (await loadSettings(tx, null))('tenant'),
  }),
})
