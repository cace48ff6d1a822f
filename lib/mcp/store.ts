import { afterInTime, cutPage, keyInTime, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import { toJsonb, toText } from '#lib/db/jsonb.ts'
import { newId } from '#lib/ids.ts'
import type { ToolRisk } from '#lib/tools/schema.ts'
import type { McpAbout, McpDefinition, NewMcpServer } from './schema.ts'

const json = (value: unknown) => JSON.parse(toJsonb(value))

export type ServerRow = NonNullable<Awaited<ReturnType<typeof findServerRow>>>
export type ToolRow = Awaited<ReturnType<typeof findToolRows>>[number]

export async function findServerRow(tx: Tx, id: string) {
  return tx.mcpServer.findUnique({ where: { id } })
}

/** Whoever else would look at it, or change it, waits. */
export async function lockServerRow(tx: Tx, id: string): Promise<ServerRow | null> {
  await tx.$queryRaw`select 1 from mcp_servers where id = ${id}::uuid for update`
  return findServerRow(tx, id)
}

export async function listServerRows(tx: Tx, { after, limit }: PageRequest<TimeKey>): Promise<Page<ServerRow>> {
  const rows = await tx.mcpServer.findMany({
    where: afterInTime(after),
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  return cutPage(rows, limit, keyInTime, (row) => row)
}

export async function countServers(tx: Tx): Promise<number> {
  return tx.mcpServer.count()
}

export async function isNameTaken(tx: Tx, name: string): Promise<boolean> {
  return (await tx.mcpServer.findFirst({ where: { name }, select: { id: true } })) !== null
}

function columnsOf(server: Partial<NewMcpServer>) {
  const { name, transport, command, args, env, url, headers, timeoutS } = server
  return {
    name,
    transport,
    command: command === undefined ? undefined : toText(command),
    args: args?.map(toText),
    env: env && json(env),
    url: url === undefined ? undefined : toText(url),
    headers: headers && json(headers),
    timeoutS,
  }
}

export async function insertServer(tx: Tx, scope: WorkspaceScope, server: NewMcpServer): Promise<ServerRow> {
  const { tenantId, workspaceId, principalName } = scope
  const { name, transport, timeoutS } = server
  const data = { ...columnsOf(server), name, transport, timeoutS }
  return tx.mcpServer.create({
    data: { id: newId(), tenantId, workspaceId, createdByName: toText(principalName), ...data },
  })
}

export async function updateServerRow(
  tx: Tx,
  id: string,
  { enabled, ...server }: Partial<NewMcpServer> & { enabled?: boolean },
): Promise<ServerRow> {
  return tx.mcpServer.update({ where: { id }, data: { ...columnsOf(server), enabled } })
}

export async function deleteServerRow(tx: Tx, id: string): Promise<void> {
  await tx.mcpServer.delete({ where: { id } })
}

/** What was found, or why nothing was. */
export async function noteCheck(
  tx: Tx,
  id: string,
  { about, problem }: { about?: McpAbout; problem: string | null },
): Promise<ServerRow> {
  const checked = { checkedAt: new Date(), problem: problem === null ? null : toText(problem) }
  return tx.mcpServer.update({ where: { id }, data: { ...checked, ...(about && { about: json(about) }) } })
}

export async function findToolRows(tx: Tx, serverId: string) {
  return tx.mcpTool.findMany({ where: { serverId }, orderBy: [{ name: 'asc' }, { id: 'asc' }] })
}

export async function countTools(tx: Tx, serverIds: readonly string[]) {
  return tx.$queryRaw<{ serverId: string; enabled: number; quarantined: number }[]>`
    select server_id as "serverId", count(*) filter (where accepted_hash = hash)::int as enabled,
      count(*) filter (where accepted_hash is distinct from hash)::int as quarantined
    from mcp_tools where server_id = any(${serverIds}::uuid[]) and gone_at is null group by server_id`
}

export interface SeenTool {
  name: string
  toolName: string
  definition: McpDefinition
  hash: string
  risk: ToolRisk
}

export async function insertTool(tx: Tx, server: ServerRow, tool: SeenTool): Promise<void> {
  const { id: serverId, tenantId, workspaceId } = server
  const data = { ...tool, name: toText(tool.name), definition: json(tool.definition) }
  await tx.mcpTool.create({ data: { id: newId(), tenantId, workspaceId, serverId, ...data } })
}

/** The server describes it otherwise than before: its risk is looked at anew as well. */
export async function changeTool(tx: Tx, id: string, { definition, hash, risk }: SeenTool): Promise<void> {
  await tx.mcpTool.update({ where: { id }, data: { definition: json(definition), hash, risk, goneAt: null } })
}

export async function markTools(tx: Tx, ids: readonly string[], goneAt: Date | null): Promise<void> {
  if (ids.length > 0) await tx.mcpTool.updateMany({ where: { id: { in: [...ids] } }, data: { goneAt } })
}

/** What leads elsewhere than before has to be looked at again, all of it. */
export async function quarantineAll(tx: Tx, serverId: string): Promise<void> {
  await tx.mcpTool.updateMany({ where: { serverId }, data: { acceptedHash: null } })
}

/** Enables the definition that somebody has seen: false where it is another one by now. */
export async function acceptTool(
  tx: Tx,
  { id, hash, risk, byName }: { id: string; hash: string; risk: ToolRisk | undefined; byName: string },
): Promise<boolean> {
  const changed = await tx.$executeRaw`
    update mcp_tools set accepted = definition, accepted_hash = hash, accepted_by_name = ${toText(byName)},
      accepted_at = now(), risk = coalesce(${risk ?? null}::text, risk), updated_at = now()
    where id = ${id}::uuid and hash = ${hash} and gone_at is null`
  return changed === 1
}

export async function quarantineTool(tx: Tx, id: string): Promise<void> {
  await tx.mcpTool.update({ where: { id }, data: { acceptedHash: null } })
}

/** The tools that agents may be given, with the servers that have them. */
export async function findEnabledTools(tx: Tx, toolName?: string) {
  const rows = await tx.mcpTool.findMany({
    where: { toolName, acceptedHash: { not: null }, goneAt: null, server: { enabled: true } },
    include: { server: true },
    orderBy: [{ toolName: 'asc' }],
  })
  return rows.filter(({ hash, acceptedHash }) => hash === acceptedHash)
}
export type EnabledTool = Awaited<ReturnType<typeof findEnabledTools>>[number]

/** Servers that were looked at and are in use, by what they offer beside their tools. */
export async function findUsedServers(tx: Tx, name?: string): Promise<ServerRow[]> {
  return tx.mcpServer.findMany({
    where: { name, enabled: true, about: { not: Prisma.DbNull } },
    orderBy: { name: 'asc' },
  })
}

/** Those that came with a package. */
export async function findInstalledServers(tx: Tx, installationId: string): Promise<ServerRow[]> {
  return tx.mcpServer.findMany({ where: { installationId }, orderBy: { name: 'asc' } })
}

export async function markInstalled(tx: Tx, id: string, installationId: string): Promise<void> {
  await tx.mcpServer.update({ where: { id }, data: { installationId } })
}
