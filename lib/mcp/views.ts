import { formatPatch, structuredPatch } from 'diff'
import type { Tx } from '#lib/db/client.ts'
import { notFound } from '#lib/errors.ts'
import { toolRisk } from '#lib/tools/schema.ts'
import {
  type McpDefinition,
  type McpServerView,
  type McpTarget,
  type McpToolView,
  mcpAbout,
  mcpDefinition,
  type mcpServerFields,
  mcpTarget,
} from './schema.ts'
import { countTools, findServerRow, lockServerRow, type ServerRow, type ToolRow } from './store.ts'

/** A server can make two definitions that take long to compare. */
const COMPARING = { context: 3, timeout: 200 }

/** How a server is reached, as it is stored. */
export function targetOf(row: ServerRow): McpTarget {
  return mcpTarget.parse(row)
}

/** Servers as people see them, with how many of their tools agents can be given. */
export async function toServerViews(tx: Tx, rows: readonly ServerRow[]): Promise<McpServerView[]> {
  const counts = await countTools(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const { enabled = 0, quarantined = 0 } = counts.find(({ serverId }) => serverId === row.id) ?? {}
    return {
      ...targetOf(row),
      enabled: row.enabled,
      about: row.about === null ? null : mcpAbout.parse(row.about),
      checkedAt: row.checkedAt?.toISOString() ?? null,
      problem: row.problem,
      createdBy: row.createdByName,
      createdAt: row.createdAt.toISOString(),
      tools: { enabled, quarantined },
    }
  })
}

/** One of them. */
export async function toServerView(tx: Tx, row: ServerRow): Promise<McpServerView> {
  const [view] = await toServerViews(tx, [row])
  return view as McpServerView
}

/** A tool as people see it before they enable it. */
export function toToolView(row: ToolRow): McpToolView {
  const isEnabled = row.acceptedHash === row.hash
  const definition = mcpDefinition.parse(row.definition)
  const before = row.accepted === null || isEnabled ? null : mcpDefinition.parse(row.accepted)
  return {
    id: row.id,
    serverId: row.serverId,
    name: row.name,
    toolName: row.toolName,
    state: row.goneAt ? 'gone' : isEnabled ? 'enabled' : 'quarantined',
    risk: toolRisk.parse(row.risk),
    definition,
    hash: row.hash,
    before,
    patch: before && patchOf(before, definition),
    enabledBy: row.acceptedByName,
    enabledAt: row.acceptedAt?.toISOString() ?? null,
  }
}

/** Null: it is the same again, and was only taken away. */
function patchOf(before: McpDefinition, after: McpDefinition): string | null {
  const patch = structuredPatch('', '', linesOf(before), linesOf(after), undefined, undefined, COMPARING)
  return patch && patch.hunks.length > 0 ? formatPatch(patch) : null
}

/** Long lines: a description is prose. */
function linesOf({ description, ...rest }: McpDefinition): string {
  return `${description}\n\n${JSON.stringify(inOrder(rest), null, 2)}\n`
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, each]) => [key, inOrder(each)]))
}

/** @throws AppError `not_found` */
export async function loadServer(tx: Tx, id: string): Promise<ServerRow> {
  const row = await findServerRow(tx, id)
  if (!row) throw notFound('The MCP server')
  return row
}

/** A server that is about to change. @throws AppError `not_found` */
export async function loadServerForChange(tx: Tx, id: string): Promise<ServerRow> {
  const row = await lockServerRow(tx, id)
  if (!row) throw notFound('The MCP server')
  return row
}

/** Whether it leads elsewhere by a change: then nothing that was enabled before is known any more. */
export function leadsElsewhere(before: McpTarget, after: McpTarget): boolean {
  const fields = ['transport', 'command', 'args', 'url'] as const satisfies (keyof typeof mcpServerFields)[]
  return fields.some((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
}
