import { afterInTime, cutPage, keyInTime, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { Scope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { toText } from '#lib/db/jsonb.ts'
import type { CheckedTool } from './check-tool.ts'

export type HttpToolRow = NonNullable<Awaited<ReturnType<typeof findTool>>>

export async function findTool(tx: Tx, id: string) {
  return tx.httpTool.findUnique({ where: { id } })
}

/** Those of the workspace; with `names` those of them alone. */
export async function findTools(tx: Tx, workspaceId: string, names?: readonly string[]): Promise<HttpToolRow[]> {
  return tx.httpTool.findMany({
    where: { workspaceId, ...(names && { name: { in: [...names] } }) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
}

export async function listRows<T>(
  tx: Tx,
  workspaceId: string,
  { after, limit }: PageRequest<TimeKey>,
  toItem: (row: HttpToolRow) => T,
): Promise<Page<T>> {
  const rows = await tx.httpTool.findMany({
    where: { AND: [{ workspaceId }, afterInTime(after)] },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  return cutPage(rows, limit, keyInTime, toItem)
}

export async function insertTool(
  tx: Tx,
  { tenantId, workspaceId, principalName }: Scope & { workspaceId: string },
  id: string,
  tool: CheckedTool,
): Promise<HttpToolRow> {
  const owner = { id, tenantId, workspaceId, createdByName: toText(principalName) }
  return tx.httpTool.create({ data: { ...owner, ...columns(tool) } })
}

export async function updateTool(tx: Tx, id: string, tool: CheckedTool): Promise<HttpToolRow> {
  return tx.httpTool.update({ where: { id }, data: { ...columns(tool), revision: { increment: 1 } } })
}

export async function deleteTool(tx: Tx, id: string): Promise<void> {
  await tx.httpTool.delete({ where: { id } })
}

function columns({ name, description, collection, request, parameters, auth, risk, timeoutS }: CheckedTool) {
  const json = <T>(value: T) => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '\\ufffd')) as object
  return {
    name,
    description: toText(description),
    collection: toText(collection),
    request: json(request),
    parameters: json(parameters),
    auth: json(auth),
    risk,
    timeoutS,
  }
}

/** Those that came with a package. */
export async function findInstalled(tx: Tx, installationId: string): Promise<HttpToolRow[]> {
  return tx.httpTool.findMany({ where: { installationId }, orderBy: { name: 'asc' } })
}

export async function markInstalled(tx: Tx, id: string, installationId: string): Promise<void> {
  await tx.httpTool.update({ where: { id }, data: { installationId } })
}
