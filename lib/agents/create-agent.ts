import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { checkSandbox } from '#lib/sandbox/limits.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { checkAvatar } from './check-avatar.ts'
import { checkModels } from './check-models.ts'
import { checkSandboxChange } from './check-sandbox-change.ts'
import { hintAgentChanged } from './hint.ts'
import { agentFields, agentView, someAgentFields } from './schema.ts'
import { insertAgent } from './store.ts'
import { findTemplate, TEMPLATE_IDS } from './templates.ts'
import { saveFirst } from './versions.ts'

/** A new agent, from a template or from scratch. What is given wins over the template. */
export const createAgent = defineUseCase({
  id: 'agents.create',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/agents', successStatus: 201 },
  input: {
    templateId: z.enum(TEMPLATE_IDS).optional(),
    ...someAgentFields,
    /** Empty: the demo model. */
    models: agentFields.models.default([]),
  },
  output: agentView,
  async execute({ tx, scope }, input) {
    const template = findTemplate(input.templateId)
    const name = input.name ?? template?.name
    if (!name) throw new AppError('invalid_input', 'name: give the agent a name, or choose a template.')
    await checkModels(tx, input.models, null)
    await checkAvatar(tx, input.avatar)
    if (input.sandbox) {
      checkSandbox(input.sandbox)
      checkSandboxChange(scope.role, null, input.sandbox)
    }
    const agent = await insertAgent(tx, scope, newId(), {
      name,
      color: input.color ?? template?.color ?? 'slate',
      avatar: input.avatar ?? null,
      persona: input.persona ?? template?.persona ?? '',
      rules: input.rules ?? '',
      notes: input.notes ?? '',
      models: input.models,
      tools: [...(input.tools ?? template?.tools ?? [])],
      sandbox: input.sandbox ?? sandboxSettings.parse({}),
    })
    return saveFirst(tx, scope, agent, { origin: 'created' })
  },
  audit: ({ id }, { templateId }) => ({
    action: 'agent.created',
    targetKind: 'agent',
    targetId: id,
    details: { template: templateId ?? null },
  }),
  async afterCommit(scope, { id }) {
    await hintAgentChanged(scope.workspaceId, id)
    return undefined
  },
})
