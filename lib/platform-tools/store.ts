import type { Tx } from '#lib/db/client.ts'

/** What the installation's own packages have switched on in a workspace. Nobody else's package switches on anything. */
export async function findSwitchedOn(
  tx: Tx,
  workspaceId: string,
): Promise<{ tools: string[]; settings: Record<string, unknown> }[]> {
  return tx.$queryRaw`
    select i.platform_tools as tools, i.settings from package_installations i
    join packages p on p.id = i.package_id and p.tenant_id is null
    where i.workspace_id = ${workspaceId}::uuid and cardinality(i.platform_tools) > 0`
}
