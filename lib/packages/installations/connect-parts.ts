import type { WorkspaceScope } from '#lib/access/scope.ts'
import { forgetTools } from '#lib/agents/grant-access.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { addPackageTool, changePackageTool, removePackageTools } from '#lib/http-tools/package-tools.ts'
import { addPackageServer, changePackageServer, removePackageServers } from '#lib/mcp/package-servers.ts'
import { canonicalJson } from '../address.ts'
import { partsOf } from '../parts.ts'
import type { PackageManifest } from '../schema.ts'

type Parts = Pick<PackageManifest, 'contents'>
const NOTHING: ReturnType<typeof partsOf> = { httpTools: [], mcpServers: [] }

/**
 * Makes the HTTP tools and MCP servers of a package, or brings those of the version before to this one; what somebody has changed
 * by hand stays as long as the package does not change it.
 * @throws AppError that names the part that cannot be made
 */
export async function connectParts(
  tx: Tx,
  scope: WorkspaceScope,
  installationId: string,
  { before, after }: { before: Parts | null; after: Parts },
): Promise<void> {
  const [had, has] = [before ? partsOf(before) : NOTHING, partsOf(after)]
  const names = (parts: readonly { name: string }[]) => parts.map(({ name }) => name)
  const without = (gone: string[], stay: string[]) => gone.filter((name) => !stay.includes(name))
  const gone = [
    ...(await removePackageTools(tx, installationId, without(names(had.httpTools), names(has.httpTools)))),
    ...(await removePackageServers(tx, installationId, without(names(had.mcpServers), names(has.mcpServers)))),
  ]
  await forgetTools(tx, scope, gone)
  for (const tool of changed(had.httpTools, has.httpTools)) {
    const isThere = await told(tool.name, () => changePackageTool(tx, scope, installationId, tool))
    if (!isThere) await told(tool.name, () => addPackageTool(tx, scope, installationId, tool))
  }
  for (const server of changed(had.mcpServers, has.mcpServers)) {
    const isThere = await changePackageServer(tx, installationId, server)
    if (!isThere) await told(server.name, () => addPackageServer(tx, scope, installationId, server))
  }
}

/** Removes all of them, and their names from every agent that was given one. */
export async function disconnectParts(tx: Tx, scope: WorkspaceScope, installationId: string): Promise<void> {
  const tools = await removePackageTools(tx, installationId)
  await forgetTools(tx, scope, [...tools, ...(await removePackageServers(tx, installationId))])
}

function changed<T extends { name: string }>(had: readonly T[], has: readonly T[]): T[] {
  return has.filter((part) => {
    const before = had.find(({ name }) => name === part.name)
    return !before || canonicalJson(before) !== canonicalJson(part)
  })
}

/** The refusal of a part, in words for whoever installs it all. */
async function told<T>(name: string, make: () => Promise<T>): Promise<T> {
  try {
    return await make()
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    throw new AppError(
      'conflict',
      `The package brings "${name}", and this workspace has one of that name already. Rename or remove yours, then install it.`,
    )
  }
}
