import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { addPackageSecret, findWorkspaceSecret, widenSecret } from '#lib/secrets/package-secrets.ts'
import { hostsOf } from './installation-settings.ts'
import type { ReadParts } from './read-parts.ts'
import type { Installation } from './store.ts'

/**
 * Every secret that a package asks for is there afterwards: entered for it, or the workspace's of that name, widened.
 * @throws AppError `invalid_input` that names the one that is missing
 */
export async function enterSecrets(
  tx: Tx,
  scope: WorkspaceScope,
  installation: Pick<Installation, 'id' | 'manifest' | 'grants' | 'settings'>,
  given: ReadParts['secrets'],
): Promise<void> {
  const { id, manifest, grants, settings } = installation
  const named = hostsOf(manifest, settings)
  for (const { name, description, hosts: declared, tools } of manifest.permissions.secrets) {
    const hosts = [...new Set([...declared, ...named])]
    const entered = given.find((one) => one.name === name)
    const before = await findWorkspaceSecret(tx, name)
    if (before?.installationId === id && !entered?.sealed) {
      await widenSecret(tx, name, { hosts, tools })
      continue
    }
    if (entered?.sealed) {
      const { id: secretId, sealed } = entered
      await addPackageSecret(tx, scope, id, { id: secretId, name, description, hosts, tools, sealed })
      continue
    }
    const widened = entered ? await widenSecret(tx, name, { hosts, tools }) : null
    if (!widened) {
      const message = `The package needs the secret ${name}. Enter it, or choose the workspace’s own where there is one.`
      throw new AppError('invalid_input', message, { fieldErrors: { [`secrets.${name}`]: [message] } })
    }
    grants.secrets.push(widened)
  }
}
