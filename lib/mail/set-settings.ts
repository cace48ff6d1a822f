import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { loadAgent } from '#lib/agents/load-agent.ts'
import { idSchema } from '#lib/ids.ts'
import { checkTalkRule } from './check-talk-rule.ts'
import { hintTeamChanged } from './hint.ts'
import { someLimits } from './limits.ts'
import { saveSettings, type TeamSettingsView, teamSettingsView } from './settings.ts'
import { type TalkRule, talkRule } from './talk-rule.ts'

const limitsInput = { limits: someLimits, revision: z.number().int().min(0).optional() }
const nobody: TalkRule = { mode: 'off' }

/** Who of a workspace may talk to whom, and what all of its agents are held to. */
export const setTeamSettings = defineUseCase({
  id: 'team.set-settings',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PUT', path: '/workspaces/{workspaceId}/team-settings' },
  input: { talk: talkRule, ...limitsInput },
  output: teamSettingsView,
  load: async ({ scope }) => scope,
  async execute({ tx, scope }, { talk, limits, revision }) {
    await checkTalkRule(tx, talk)
    return saveSettings(tx, scope, { agentId: null }, { talk, limits }, revision)
  },
  audit: (output, _, { workspaceId }) => auditOf('workspace', workspaceId, output),
  async afterCommit(scope) {
    await hintTeamChanged(scope.workspaceId)
    return undefined
  },
})

/** What an organisation holds the agents of all its workspaces to: they can only be narrower. */
export const setTenantTeamSettings = defineUseCase({
  id: 'team.set-tenant-settings',
  level: 'tenant',
  role: 'admin',
  http: { method: 'PUT', path: '/tenants/{tenantId}/team-settings' },
  input: limitsInput,
  output: teamSettingsView,
  load: async ({ scope }) => scope,
  execute: ({ tx, scope }, { limits, revision }) =>
    saveSettings(tx, scope, { agentId: null }, { talk: nobody, limits }, revision),
  audit: (output, _, { tenantId }) => auditOf('tenant', tenantId, output),
})

/** What one agent is held to, within what binds its workspace. */
export const setAgentTeamSettings = defineUseCase({
  id: 'team.set-agent-settings',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PUT', path: '/workspaces/{workspaceId}/agents/{agentId}/team-settings' },
  input: { agentId: idSchema, ...limitsInput },
  output: teamSettingsView,
  load: ({ tx }, { agentId }) => loadAgent(tx, agentId),
  execute: ({ tx, scope }, { agentId, limits, revision }) =>
    saveSettings(tx, scope, { agentId }, { talk: nobody, limits }, revision),
  audit: (output, { agentId }) => auditOf('agent', agentId, output),
})

function auditOf(targetKind: string, targetId: string, { talk, limits, revision }: TeamSettingsView) {
  return {
    action: 'team-settings.changed',
    targetKind,
    targetId,
    details: { revision, talk: JSON.stringify(talk).slice(0, 20_000), limits: JSON.stringify(limits) },
  }
}
