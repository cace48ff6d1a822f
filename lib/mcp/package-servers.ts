import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { createMcpServer } from './create-server.ts'
import { mcpOfferName } from './names.ts'
import type { NewMcpServer } from './schema.ts'
import {
  deleteServerRow,
  findInstalledServers,
  findToolRows,
  markInstalled,
  quarantineAll,
  updateServerRow,
} from './store.ts'

/** Connects a server that comes with a package. @throws AppError as for any other server */
export async function addPackageServer(
  tx: Tx,
  scope: WorkspaceScope,
  installationId: string,
  server: NewMcpServer,
): Promise<void> {
  const { id } = await createMcpServer(tx, scope, server)
  await markInstalled(tx, id, installationId)
}

/** The server of this name becomes what the package says now, and its tools are to be seen again. @returns whether it is there */
export async function changePackageServer(tx: Tx, installationId: string, server: NewMcpServer): Promise<boolean> {
  const row = (await findInstalledServers(tx, installationId)).find(({ name }) => name === server.name)
  if (!row) return false
  await updateServerRow(tx, row.id, server)
  await quarantineAll(tx, row.id)
  return true
}

/** Removes servers that came with a package. @returns the names of tools that are gone with them */
export async function removePackageServers(
  tx: Tx,
  installationId: string,
  names?: readonly string[],
): Promise<string[]> {
  const gone: string[] = []
  for (const row of await findInstalledServers(tx, installationId)) {
    if (names && !names.includes(row.name)) continue
    const tools = await findToolRows(tx, row.id)
    gone.push(...tools.map(({ toolName }) => toolName))
    gone.push(mcpOfferName('resources', row.name), mcpOfferName('prompts', row.name))
    await deleteServerRow(tx, row.id)
  }
  return gone
}
