import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { deleteTool, findInstalled, markInstalled } from './store.ts'
import { changeHttpTool, createHttpTool, type HttpToolInput, toView } from './tools.ts'

/** Makes a tool that comes with a package. @throws AppError as for any other tool */
export async function addPackageTool(
  tx: Tx,
  scope: WorkspaceScope,
  installationId: string,
  tool: HttpToolInput,
): Promise<void> {
  const { id } = await createHttpTool(tx, scope, tool)
  await markInstalled(tx, id, installationId)
}

/** The tool of this name becomes what the package says now. @returns whether it is there */
export async function changePackageTool(
  tx: Tx,
  scope: WorkspaceScope,
  installationId: string,
  tool: HttpToolInput,
): Promise<boolean> {
  const row = (await findInstalled(tx, installationId)).find(({ name }) => name === tool.name)
  if (!row) return false
  await changeHttpTool(tx, scope, toView(row), tool)
  return true
}

/** Removes tools that came with a package. @returns their names */
export async function removePackageTools(tx: Tx, installationId: string, names?: readonly string[]): Promise<string[]> {
  const rows = (await findInstalled(tx, installationId)).filter(({ name }) => !names || names.includes(name))
  for (const { id } of rows) await deleteTool(tx, id)
  return rows.map(({ name }) => name)
}
