import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { checkSandbox } from '#lib/sandbox/limits.ts'
import { checkSandboxChange } from './check-sandbox-change.ts'
import { hintAgentChanged } from './hint.ts'
import { loadAgentForChange } from './load-agent.ts'
import { type AgentSetting, agentView } from './schema.ts'
import { usableModels } from './usable-models.ts'
import { findVersion, saveSettings } from './versions.ts'

/** Makes an earlier version the current one again, as a new version: nothing in between is lost. */
export const restoreVersion = defineUseCase({
  id: 'agents.restore-version',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/agents/{agentId}/versions/{number}/restore' },
  input: { agentId: idSchema, number: z.coerce.number().int().min(1) },
  output: agentView.extend({
    /** Models of that version whose provider is not there any more. */
    modelsLeftOut: z.array(z.string()),
  }),
  async load({ tx }, { agentId, number }) {
    const before = await loadAgentForChange(tx, agentId)
    const version = await findVersion(tx, agentId, number)
    if (!version) throw notFound('The version')
    return { before, version, changed: [] as AgentSetting[] }
  },
  async execute({ tx, scope }, { agentId, number }, subject) {
    const { models, leftOut } = await usableModels(tx, subject.version.settings.models, agentId)
    checkSandbox(subject.version.settings.sandbox)
    checkSandboxChange(scope.role, subject.before.sandbox, subject.version.settings.sandbox)
    const settings = { ...subject.version.settings, models }
    const origin = { origin: 'restored', originNumber: number } as const
    const { agent, changed } = await saveSettings(tx, scope, subject.before, settings, origin)
    subject.changed = changed
    return { ...agent, modelsLeftOut: leftOut }
  },
  audit: ({ id, version }, { number }, { changed }) =>
    changed.length === 0
      ? null
      : { action: 'agent.restored', targetKind: 'agent', targetId: id, details: { version, restored: number } },
  async afterCommit(scope, { id }, _, { changed }) {
    if (changed.length > 0) await hintAgentChanged(scope.workspaceId, id)
    return undefined
  },
})
