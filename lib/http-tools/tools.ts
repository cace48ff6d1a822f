import { z } from 'zod'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { checkTool, hostOf } from './check-tool.ts'
import { type HttpToolView, httpToolFields, httpToolView } from './schema.ts'
import { deleteTool, findTool, findTools, type HttpToolRow, insertTool, updateTool } from './store.ts'

const fields = z.object(httpToolFields)
export type HttpToolInput = z.input<typeof fields>

/**
 * Makes a tool in the scope's workspace; no audit row, which is the caller's.
 * @throws AppError `invalid_input`, `conflict` where the name is taken
 */
export async function createHttpTool(tx: Tx, scope: WorkspaceScope, input: HttpToolInput): Promise<HttpToolView> {
  const tool = checkTool(fields.parse(input))
  await assertFree(tx, scope.workspaceId, [tool.name])
  return toView(await insertTool(tx, scope, newId(), tool))
}

/** @throws AppError `not_found` */
export async function loadHttpTool(tx: Tx, id: string): Promise<HttpToolView> {
  const row = await findTool(tx, id)
  if (!row) throw notFound('The HTTP tool')
  return toView(row)
}

/** Puts other fields in the place of those that are named. @throws AppError `invalid_input`, `conflict` */
export async function changeHttpTool(
  tx: Tx,
  scope: WorkspaceScope,
  seen: HttpToolView,
  change: Partial<HttpToolInput>,
): Promise<HttpToolView> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  // Another method is another risk, unless somebody says which.
  const risk = change.risk ?? (change.request && change.request.method !== seen.request.method ? undefined : seen.risk)
  const tool = checkTool(fields.parse({ ...seen, ...given, risk }))
  if (tool.name !== seen.name) await assertFree(tx, scope.workspaceId, [tool.name])
  return toView(await updateTool(tx, seen.id, tool))
}

/** Removes a tool; agents that were given it can call it no more. */
export async function deleteHttpTool(tx: Tx, id: string): Promise<void> {
  await deleteTool(tx, id)
}

/** @throws AppError `conflict` where a tool of the workspace has one of these names */
export async function assertFree(tx: Tx, workspaceId: string, names: readonly string[]): Promise<void> {
  const taken = (await findTools(tx, workspaceId, names)).map(({ name }) => name)
  if (taken.length === 0) return
  const message = `There is a tool named ${taken.slice(0, 5).join(', ')} already. Choose another name.`
  throw new AppError('conflict', message, { fieldErrors: { name: [message] } })
}

/** What people may see of a row: it holds no secret. */
export function toView(row: HttpToolRow): HttpToolView {
  const { id, name, description, collection, request, parameters, auth, risk, timeoutS, revision } = row
  return httpToolView.parse({
    ...{ id, name, description, collection, request, parameters, auth, risk, timeoutS, revision },
    host: hostOf(request as { url: string }),
    createdBy: row.createdByName,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  })
}
