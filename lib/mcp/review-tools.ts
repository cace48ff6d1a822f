import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { toolRisk } from '#lib/tools/schema.ts'
import { MAX_TOOLS, mcpToolView } from './schema.ts'
import { acceptTool, findToolRows, quarantineTool } from './store.ts'
import { loadServerForChange, toToolView } from './views.ts'

const review = z.object({
  toolId: idSchema,
  /** Of the definition that was looked at. */
  hash: z.string().max(100),
  enabled: z.boolean(),
  /** Left out: as it is. A tool is `read` only by the word of who enables it. */
  risk: toolRisk.optional(),
})

/** Enables tools whose definitions somebody has looked at, or takes them away from all agents. */
export const reviewMcpTools = defineUseCase({
  id: 'mcp-servers.review-tools',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/mcp-servers/{serverId}/tools/review' },
  input: { serverId: idSchema, tools: z.array(review).min(1).max(MAX_TOOLS) },
  output: z.object({ items: z.array(mcpToolView) }),
  load: ({ tx }, { serverId }) => loadServerForChange(tx, serverId),
  async execute({ tx, scope }, { serverId, tools }) {
    const known = await findToolRows(tx, serverId)
    for (const { toolId, hash, enabled, risk } of tools) {
      if (!known.some(({ id }) => id === toolId)) throw notFound('The tool')
      if (!enabled) await quarantineTool(tx, toolId)
      else if (!(await acceptTool(tx, { id: toolId, hash, risk, byName: scope.principalName }))) {
        throw new AppError('conflict', 'A tool is not what you looked at any more. Look at its new definition first.')
      }
    }
    const changed = new Set(tools.map(({ toolId }) => toolId))
    return { items: (await findToolRows(tx, serverId)).filter(({ id }) => changed.has(id)).map(toToolView) }
  },
  audit: ({ items }, { serverId }) => ({
    action: 'mcp-server.tools-reviewed',
    targetKind: 'mcp-server',
    targetId: serverId,
    details: {
      enabled: namesOf(items, 'enabled'),
      quarantined: namesOf(items, 'quarantined'),
      hashes: items.map(({ hash }) => hash.slice(0, 12)).join(' '),
    },
  }),
})

function namesOf(items: readonly { name: string; state: string }[], wanted: string): string {
  const names = items.filter(({ state }) => state === wanted).map(({ name }) => name)
  return names.join(' ').slice(0, 4000)
}
