import type { Tx } from '#lib/db/client.ts'
import { hashDefinition, mcpToolName, riskOf } from './names.ts'
import type { McpSnapshot } from './schema.ts'
import { changeTool, findToolRows, insertTool, markTools, noteCheck, type ServerRow } from './store.ts'

/** What a look at a server came to. */
export interface SnapshotChanges {
  /** Names, as the server has them. */
  added: string[]
  changed: string[]
  gone: string[]
}

/**
 * Remembers what a server offers now. A tool that is new, or not what it was when somebody enabled it, is quarantined by
 * that alone: what is offered to agents is what was enabled, while it is what the server says.
 */
export async function recordSnapshot(
  tx: Tx,
  server: ServerRow,
  { about, tools }: McpSnapshot,
): Promise<{ server: ServerRow; changes: SnapshotChanges }> {
  const known = await findToolRows(tx, server.id)
  const changes: SnapshotChanges = { added: [], changed: [], gone: [] }
  const names = new Map(known.map((row) => [row.toolName, row.name]))
  const [listed, back]: [Set<string>, string[]] = [new Set(), []]
  const leftOut = [...about.leftOut]
  for (const definition of tools) {
    const { name } = definition
    const toolName = mcpToolName(server.name, name)
    if (listed.has(name) || (names.get(toolName) ?? name) !== name) {
      leftOut.push({ name, reason: 'It has the name of another tool of this server.' })
      continue
    }
    listed.add(name)
    names.set(toolName, name)
    const seen = { name, toolName, definition, hash: hashDefinition(definition), risk: riskOf(definition) }
    const row = known.find((each) => each.name === name)
    if (!row) {
      changes.added.push(name)
      await insertTool(tx, server, seen)
    } else if (row.hash !== seen.hash) {
      changes.changed.push(name)
      await changeTool(tx, row.id, seen)
    } else if (row.goneAt) back.push(row.id)
  }
  const gone = known.filter(({ name, goneAt }) => !goneAt && !listed.has(name))
  changes.gone = gone.map(({ name }) => name)
  await markTools(tx, back, null)
  await markTools(
    tx,
    gone.map(({ id }) => id),
    new Date(),
  )
  return { server: await noteCheck(tx, server.id, { about: { ...about, leftOut }, problem: null }), changes }
}
