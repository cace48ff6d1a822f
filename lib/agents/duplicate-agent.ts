import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { hintAgentChanged } from './hint.ts'
import { loadAgent } from './load-agent.ts'
import { agentFields, agentView } from './schema.ts'
import { settingsOf } from './settings.ts'
import { copyToolPolicy, insertAgent } from './store.ts'
import { usableModels } from './usable-models.ts'
import { saveFirst } from './versions.ts'

const MAX_NAME_LENGTH = 80

/** A second agent with the same settings. Threads, files and keys of its own are the first one's alone. */
export const duplicateAgent = defineUseCase({
  id: 'agents.duplicate',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/agents/{agentId}/duplicate', successStatus: 201 },
  input: {
    agentId: idSchema,
    /** Left out: the first one's, and a number behind it. */
    name: agentFields.name.optional(),
  },
  output: agentView.extend({
    /** Models of the first one that the copy may not use: they go by a key that is the first one's own. */
    modelsLeftOut: z.array(z.string()),
  }),
  load: async ({ tx }, { agentId }) => loadAgent(tx, agentId),
  async execute({ tx, scope }, { name }, original) {
    const { models, leftOut } = await usableModels(tx, original.models, null)
    const settings = { ...settingsOf(original), name: name ?? copyName(original.name), models }
    const copy = await insertAgent(tx, scope, newId(), settings)
    // A copy is bound by what binds the first one.
    await copyToolPolicy(tx, original.id, copy.id)
    return { ...(await saveFirst(tx, scope, copy, { origin: 'duplicated' })), modelsLeftOut: leftOut }
  },
  audit: ({ id }, { agentId }) => ({
    action: 'agent.created',
    targetKind: 'agent',
    targetId: id,
    details: { duplicateOf: agentId },
  }),
  async afterCommit(scope, { id }) {
    await hintAgentChanged(scope.workspaceId, id)
    return undefined
  },
})

/** "Writer" -> "Writer 2" -> "Writer 3". */
function copyName(name: string): string {
  const [, stem = name, number] = /^(.*?)(?: (\d{1,3}))?$/s.exec(name) ?? []
  const ending = ` ${Number(number ?? 1) + 1}`
  return `${[...stem].slice(0, MAX_NAME_LENGTH - ending.length).join('')}${ending}`
}
