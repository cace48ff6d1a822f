import type { Tx } from '#lib/db/client.ts'
import { type NewMcpServer, newMcpServer } from './schema.ts'
import { findToolRows } from './store.ts'
import { loadServer, targetOf } from './views.ts'

/** A server as another workspace could connect it, and what agents here call of it. @throws AppError `not_found` */
export async function loadServerParts(tx: Tx, id: string): Promise<{ server: NewMcpServer; tools: string[] }> {
  const row = await loadServer(tx, id)
  const tools = (await findToolRows(tx, id)).filter(
    ({ acceptedHash, goneAt }) => acceptedHash !== null && goneAt === null,
  )
  return { server: newMcpServer.parse(targetOf(row)), tools: tools.map(({ toolName }) => toolName) }
}
