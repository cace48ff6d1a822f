import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { setupView } from '#lib/sandbox/setup-schema.ts'
import { findSetup, requestSetup } from '#lib/sandbox/setups.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'

/** Runs an agent's setup command once more: one that failed, or after what it fetches has changed. */
export const repeatSetup = defineUseCase({
  id: 'sandboxes.repeat-setup',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/agents/{agentId}/sandbox/setup' },
  input: { agentId: idSchema },
  output: setupView,
  async load({ tx }, { agentId }) {
    const agent = await tx.agent.findFirst({ where: { id: agentId, deletedAt: null }, select: { sandbox: true } })
    if (!agent) throw notFound('The agent')
    return sandboxSettings.parse(agent.sandbox)
  },
  authorize(_, __, { setupCommand }) {
    if (setupCommand === '')
      throw new AppError('conflict', 'This agent has no setup command. Its settings have a field for it.')
  },
  async execute({ tx, scope }, { agentId }, settings) {
    await requestSetup(tx, scope, agentId, settings, 'anew')
    return findSetup(tx, agentId)
  },
  audit: (_, { agentId }) => ({
    action: 'sandbox.setup-repeated',
    targetKind: 'agent',
    targetId: agentId,
    details: {},
  }),
})
