import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { checkAvatar } from '#lib/agents/check-avatar.ts'
import { checkModels } from '#lib/agents/check-models.ts'
import { loadAgent } from '#lib/agents/load-agent.ts'
import { type AgentView, someAgentFields } from '#lib/agents/schema.ts'
import { changedSettings, withChange } from '#lib/agents/settings.ts'
import { currentVersionId, findLastDraft, insertVersion } from '#lib/agents/versions.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { insertDraftThread, setDraftVersion } from './draft-threads.ts'

const { sandbox: _, ...triedFields } = someAgentFields

/**
 * Tries settings that are not saved: stores them as a draft, and opens a private thread whose runs go by it. For
 * everybody else the agent stays as it is; its sandbox is the saved one, since there is one container for all its threads.
 */
export const tryAgent = defineUseCase({
  id: 'agents.try',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/agents/{agentId}/try', successStatus: 201 },
  input: {
    agentId: idSchema,
    /** Chosen by a client that subscribes before; one that was opened here before goes on with these settings. */
    threadId: idSchema.optional(),
    ...triedFields,
  },
  output: z.object({ threadId: idSchema, versionId: idSchema }),
  load: ({ tx }, { agentId }) => loadAgent(tx, agentId),
  authorize(_, __, { archivedAt }) {
    if (archivedAt) throw new AppError('conflict', 'This agent is archived. Bring it back to try it.')
  },
  async execute({ tx, scope }, { agentId, threadId, ...change }, agent) {
    if (change.models) await checkModels(tx, change.models, agentId)
    await checkAvatar(tx, change.avatar)
    const versionId = await draftOf(tx, scope, agent, change)
    const thread = { id: threadId ?? newId(), agentId, versionId }
    const isThere = (await setDraftVersion(tx, scope, thread)) || (await insertDraftThread(tx, scope, thread))
    if (!isThere) throw new AppError('conflict', 'This thread id is taken. Choose a new one.')
    return { threadId: thread.id, versionId }
  },
  audit: ({ threadId, versionId }, { agentId }) => ({
    action: 'agent.tried',
    targetKind: 'agent',
    targetId: agentId,
    details: { threadId, versionId },
  }),
})

/** What is tried twice, or is as saved, is one version. */
async function draftOf(
  tx: Tx,
  scope: WorkspaceScope,
  agent: AgentView,
  change: Parameters<typeof withChange>[1],
): Promise<string> {
  const settings = withChange(agent, change)
  const changed = changedSettings(agent, settings)
  const current = changed.length === 0 ? await currentVersionId(tx, agent.id) : null
  if (current) return current
  const last = await findLastDraft(tx, agent.id, scope.principalId)
  if (last && changedSettings(last.settings, settings).length === 0) return last.id
  return insertVersion(tx, scope, { agentId: agent.id, number: null, settings, changed, origin: 'draft' })
}
