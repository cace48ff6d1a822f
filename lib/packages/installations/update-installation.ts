import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { hintAgentChanged } from '#lib/agents/hint.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { comparePermissions } from '../permission-change.ts'
import { packageVersion } from '../schema.ts'
import { connectParts } from './connect-parts.ts'
import { enterSecrets } from './enter-secrets.ts'
import { giveTo, takeFrom } from './give.ts'
import { assertAgreed } from './install-package.ts'
import { resolveSettings } from './installation-settings.ts'
import { loadForChange, loadView } from './load-installation.ts'
import { readParts } from './read-parts.ts'
import { consentFields, installationView } from './schema.ts'
import { remainingAgents, removeSecrets, setContent } from './store.ts'

const input = {
  installationId: idSchema,
  version: packageVersion.optional().describe('Left out: the newest.'),
  address: consentFields.address
    .optional()
    .describe('What you agree to; needed where the version may do more than the one before.'),
  secrets: consentFields.secrets,
  settings: consentFields.settings,
}

/** Brings an installed package to another version. Where that may do more, somebody has to agree to it. */
export const updateInstallation = defineUseCase({
  id: 'packages.update',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PATCH', path: '/workspaces/{workspaceId}/installations/{installationId}' },
  input,
  output: installationView,
  async prepare(scope: WorkspaceScope, { installationId, version, secrets }) {
    const { packageId } = await withScope(scope, (tx) => loadForChange(tx, installationId))
    return readParts(scope, { packageId, version, secrets })
  },
  load: ({ tx }, { installationId }) => loadForChange(tx, installationId),
  authorize({ prepared }, { address }, before) {
    const { version } = prepared
    if (before.version === version.version) throw new AppError('conflict', 'This version is installed already.')
    const { added } = comparePermissions(before.manifest, version.manifest)
    if (address !== undefined) assertAgreed(version.address, address)
    else if (added.length > 0) {
      throw new AppError(
        'conflict',
        `Version ${version.version} may do more than the installed one: ${added.join(', ')}. Agree to it first.`,
      )
    }
  },
  async execute({ tx, scope, prepared }, { installationId, settings: said }, before) {
    const { manifest, files } = prepared.version
    const given = await remainingAgents(tx, before.agents)
    await takeFrom(tx, scope, before, before.agents)
    const settings = resolveSettings(manifest, said, before.settings)
    await setContent(tx, installationId, prepared.version, settings)
    await connectParts(tx, scope, installationId, { before: before.manifest, after: manifest })
    await removeSecrets(
      tx,
      installationId,
      manifest.permissions.secrets.map(({ name }) => name),
    )
    const after = { ...before, manifest, files, settings }
    await enterSecrets(tx, scope, after, prepared.secrets)
    await giveTo(tx, scope, after, prepared.skills, given)
    return loadView(tx, scope, installationId)
  },
  audit: ({ id, name, version, address }, _, before) => ({
    action: 'package.updated',
    targetKind: 'installation',
    targetId: id,
    details: { name, version, before: before.version, address },
  }),
  async afterCommit(scope, { agentIds }) {
    await Promise.all(agentIds.map((agentId) => hintAgentChanged(scope.workspaceId, agentId)))
    return undefined
  },
})
