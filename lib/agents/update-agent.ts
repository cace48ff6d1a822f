import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { checkSandbox } from '#lib/sandbox/limits.ts'
import { assertNotOvertaken } from './assert-not-overtaken.ts'
import { checkAvatar } from './check-avatar.ts'
import { checkModels } from './check-models.ts'
import { checkSandboxChange } from './check-sandbox-change.ts'
import { hintAgentChanged } from './hint.ts'
import { loadAgentForChange } from './load-agent.ts'
import { type AgentSetting, agentView, someAgentFields } from './schema.ts'
import { withChange } from './settings.ts'
import { saveSettings } from './versions.ts'

/** Saves an agent as a new version; what is left out stays. Runs that are claimed from now on go by it. */
export const updateAgent = defineUseCase({
  id: 'agents.update',
  level: 'workspace',
  role: 'member',
  http: { method: 'PATCH', path: '/workspaces/{workspaceId}/agents/{agentId}' },
  input: {
    agentId: idSchema,
    /** The version that the caller has seen: a save by somebody else in between is a conflict, and not written over. */
    baseVersion: z.number().int().min(0).optional(),
    ...someAgentFields,
  },
  output: agentView,
  async load({ tx }, { agentId }) {
    return { before: await loadAgentForChange(tx, agentId), changed: [] as AgentSetting[] }
  },
  async execute({ tx, scope }, { agentId, baseVersion, ...change }, subject) {
    const settings = withChange(subject.before, change)
    if (change.models) await checkModels(tx, change.models, agentId)
    if (change.sandbox) {
      checkSandbox(change.sandbox)
      checkSandboxChange(scope.role, subject.before.sandbox, settings.sandbox)
    }
    await checkAvatar(tx, change.avatar)
    await assertNotOvertaken(tx, subject.before, settings, baseVersion)
    const { agent, changed } = await saveSettings(tx, scope, subject.before, settings, { origin: 'edited' })
    subject.changed = changed
    return agent
  },
  audit: ({ id, version }, _, { changed }) =>
    changed.length === 0
      ? null
      : {
          action: 'agent.updated',
          targetKind: 'agent',
          targetId: id,
          details: { version, fields: [...changed].sort().join(', ') },
        },
  async afterCommit(scope, { id }, _, { changed }) {
    if (changed.length > 0) await hintAgentChanged(scope.workspaceId, id)
    return undefined
  },
})
