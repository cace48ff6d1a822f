import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { checkSandbox } from '#lib/sandbox/limits.ts'
import { checkModels } from './check-models.ts'
import { hintAgentChanged } from './hint.ts'
import { agentFields, agentView } from './schema.ts'
import { updateAgentRow } from './store.ts'

/** Changes an agent; what is left out stays. Its next step goes by the new settings. */
export const updateAgent = defineUseCase({
  id: 'agents.update',
  level: 'workspace',
  role: 'member',
  http: { method: 'PATCH', path: '/workspaces/{workspaceId}/agents/{agentId}' },
  input: {
    agentId: idSchema,
    name: agentFields.name.optional(),
    color: agentFields.color.optional(),
    persona: agentFields.persona.optional(),
    models: agentFields.models.optional(),
    tools: agentFields.tools.optional(),
    sandbox: agentFields.sandbox.optional(),
  },
  output: agentView,
  async execute({ tx }, { agentId, name, color, persona, models, tools, sandbox }) {
    if (sandbox) checkSandbox(sandbox)
    const agent = await updateAgentRow(tx, agentId, { name, color, persona, models, tools, sandbox })
    if (!agent) throw notFound('The agent')
    if (models) await checkModels(tx, models, agentId)
    return agent
  },
  audit: ({ id }, { agentId: _, ...changed }) => ({
    action: 'agent.updated',
    targetKind: 'agent',
    targetId: id,
    details: {
      fields: Object.keys(changed)
        .filter((field) => field !== 'workspaceId')
        .sort()
        .join(', '),
    },
  }),
  async afterCommit(scope, { id }) {
    await hintAgentChanged(scope.workspaceId, id)
    return undefined
  },
})
