import type { WorkspaceScope } from '#lib/access/scope.ts'
import { appendAudit } from '#lib/audit/append-audit.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { recordSnapshot } from './record-snapshot.ts'
import { type McpDefinition, type McpSnapshot, type McpTarget, mcpDefinition } from './schema.ts'
import { findEnabledTools, findUsedServers, lockServerRow } from './store.ts'
import { targetOf } from './views.ts'

/** A call as it is made: where to, and what was enabled. */
export interface McpCall {
  target: McpTarget
  definition: McpDefinition
  hash: string
}

/** @throws AppError `not_allowed` where the tool, or its server, is not enabled any more */
export async function loadMcpCall(scope: WorkspaceScope, toolName: string): Promise<McpCall> {
  const [row] = await withScope(scope, (tx) => findEnabledTools(tx, toolName))
  if (!row) {
    throw new AppError(
      'not_allowed',
      `The tool "${toolName}" was changed by its server, or taken away, since this run began. Go on without it; an admin can look at it again.`,
    )
  }
  return { target: targetOf(row.server), definition: mcpDefinition.parse(row.definition), hash: row.hash }
}

/** Where a server's resources or prompts are asked for. @throws AppError `not_allowed` where it is not in use any more */
export async function loadMcpTarget(scope: WorkspaceScope, server: string): Promise<McpTarget> {
  const [row] = await withScope(scope, (tx) => findUsedServers(tx, server))
  if (row) return targetOf(row)
  throw new AppError('not_allowed', `The MCP server "${server}" was taken away since this run began. Go on without it.`)
}

/** Remembers what a server offers where that is not what was enabled: its tools are quarantined by that. */
export async function recordMcpChange(scope: WorkspaceScope, serverId: string, snapshot: McpSnapshot): Promise<void> {
  await withScope(scope, async (tx) => {
    const row = await lockServerRow(tx, serverId)
    if (!row) return
    const { changes } = await recordSnapshot(tx, row, snapshot)
    const changed = Object.entries(changes).map(([what, names]) => [what, names.join(' ').slice(0, 2000)])
    await appendAudit(tx, scope, {
      action: 'mcp-server.changed-its-tools',
      targetKind: 'mcp-server',
      targetId: serverId,
      details: { name: row.name, ...Object.fromEntries(changed) },
    })
  })
}
