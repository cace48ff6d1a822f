import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { cutPage, decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { idSchema } from '#lib/ids.ts'
import { mcpServerView, mcpToolView } from './schema.ts'
import { findToolRows, listServerRows } from './store.ts'
import { loadServer, toServerView, toServerViews, toToolView } from './views.ts'

/** The MCP servers of a workspace, the oldest first. */
export const listMcpServers = defineUseCase({
  id: 'mcp-servers.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/mcp-servers' },
  input: pageFields,
  output: pageOf(mcpServerView),
  async execute({ tx }, { cursor, limit }) {
    const { items, nextCursor } = await listServerRows(tx, { after: decodePageCursor(timeKey, cursor), limit })
    return { items: await toServerViews(tx, items), nextCursor }
  },
})

/** One MCP server. */
export const getMcpServer = defineUseCase({
  id: 'mcp-servers.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/mcp-servers/{serverId}' },
  input: { serverId: idSchema },
  output: mcpServerView,
  execute: async ({ tx }, { serverId }) => toServerView(tx, await loadServer(tx, serverId)),
})

const nameKey = z.object({ name: z.string() })

/** The tools of a server by name, those that nobody has enabled included, with what changed since somebody did. */
export const listMcpTools = defineUseCase({
  id: 'mcp-servers.list-tools',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/mcp-servers/{serverId}/tools' },
  input: { ...pageFields, serverId: idSchema },
  output: pageOf(mcpToolView),
  async execute({ tx }, { serverId, cursor, limit }) {
    await loadServer(tx, serverId)
    // At most MAX_TOOLS of them, besides those that are gone.
    const after = decodePageCursor(nameKey, cursor)?.name
    const all = await findToolRows(tx, serverId)
    const from = after === undefined ? 0 : all.findIndex(({ name }) => name === after) + 1
    return cutPage(all.slice(from, from + limit + 1), limit, ({ name }) => ({ name }), toToolView)
  },
})
