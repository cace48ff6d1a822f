import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import type { SealedSecret } from './schema.ts'
import { findOfWorkspace, insertSecret, setInstallation, updateSecret } from './store.ts'

/** What a secret may be used for. */
export interface SecretUse {
  hosts: string[]
  tools: string[]
}

/** A secret of the workspace that was entered for a package, and goes with it. */
export async function addPackageSecret(
  tx: Tx,
  scope: WorkspaceScope,
  installationId: string,
  secret: SecretUse & { id: string; name: string; description: string; sealed: SealedSecret },
): Promise<void> {
  const { tenantId, workspaceId, principalName } = scope
  const { sealed, ...fields } = secret
  await insertSecret(tx, { ...fields, tenantId, workspaceId, agentId: null }, { sealed, createdByName: principalName })
  await setInstallation(tx, secret.id, installationId)
}

/** The workspace's own secret of this name. */
export async function findWorkspaceSecret(
  tx: Tx,
  name: string,
): Promise<{ id: string; installationId: string | null } | null> {
  return findOfWorkspace(tx, name)
}

/** Lets a secret that there is be used for more. @returns what it could not be used for before; null where it is gone */
export async function widenSecret(tx: Tx, name: string, use: SecretUse): Promise<(SecretUse & { id: string }) | null> {
  const row = await findOfWorkspace(tx, name)
  if (!row) return null
  const hosts = use.hosts.filter((host) => !row.hosts.includes(host))
  // No tools at all means every tool: naming some would narrow it.
  const tools = row.tools.length === 0 ? [] : use.tools.filter((tool) => !row.tools.includes(tool))
  await updateSecret(tx, row, { hosts: [...row.hosts, ...hosts], tools: [...row.tools, ...tools] }, undefined)
  return { id: row.id, hosts, tools }
}

/** Takes back what `widenSecret` gave, where the secret is still there. */
export async function narrowSecret(tx: Tx, { id, hosts, tools }: SecretUse & { id: string }): Promise<void> {
  const row = await findOfWorkspace(tx, { id })
  if (!row) return
  const left = row.tools.filter((tool) => !tools.includes(tool))
  await updateSecret(
    tx,
    row,
    // The last tool's going must not open it to all of them.
    { hosts: row.hosts.filter((host) => !hosts.includes(host)), tools: left.length > 0 ? left : row.tools },
    undefined,
  )
}
