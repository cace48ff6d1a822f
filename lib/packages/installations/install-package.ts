import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { addAgent } from '#lib/agents/add-agent.ts'
import { checkModels } from '#lib/agents/check-models.ts'
import { hintAgentChanged } from '#lib/agents/hint.ts'
import type { ModelChoice } from '#lib/agents/schema.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { USE_SKILL } from '#lib/skills/use-skill-schema.ts'
import { savePolicy } from '#lib/toolbox/policies.ts'
import { linesOf } from '../permission-change.ts'
import { type PackageManifest, packageContents, packagePermissions, packageVersion } from '../schema.ts'
import { connectParts } from './connect-parts.ts'
import { enterSecrets } from './enter-secrets.ts'
import { giveTo } from './give.ts'
import { resolveSettings } from './installation-settings.ts'
import { loadView } from './load-installation.ts'
import { readParts } from './read-parts.ts'
import { consentFields, installationView, installFields } from './schema.ts'
import { type Installation, insertInstallation, isInstalled, setGiven } from './store.ts'

/** Installs a package in a workspace, with the secrets that it needs, and gives it to agents: all of it, or nothing. */
export const installPackage = defineUseCase({
  id: 'packages.install',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/installations', successStatus: 201 },
  input: { packageId: idSchema, version: packageVersion.optional(), ...consentFields, ...installFields },
  output: installationView,
  prepare: (scope, input) => readParts(scope, input),
  async execute({ tx, scope, prepared }, { packageId, address, agentIds, models, settings: given }) {
    assertAgreed(prepared.version.address, address)
    await checkModels(tx, models, null)
    if (await isInstalled(tx, packageId)) {
      throw new AppError('conflict', 'This package is installed here already. Update it instead.')
    }
    const id = newId()
    const { manifest, files, version } = prepared.version
    const settings = resolveSettings(manifest, given)
    await insertInstallation(tx, scope, id, { ...prepared, settings })
    const { name } = prepared.package
    const installation: Installation = {
      ...{ id, packageId, name, version, manifest, files, settings },
      ...{ agents: [], crew: [], grants: { agents: {}, secrets: [] } },
    }
    await enterSecrets(tx, scope, installation, prepared.secrets)
    await connectParts(tx, scope, id, { before: null, after: manifest })
    const crew = await addCrew(tx, scope, manifest, models)
    installation.crew = crew.map(({ agentId }) => agentId)
    await setGiven(tx, id, { agents: [], crew: installation.crew, grants: installation.grants })
    const skilled = crew.filter(({ tools }) => tools.includes(USE_SKILL)).map(({ agentId }) => agentId)
    await giveTo(tx, scope, installation, prepared.skills, [...new Set([...agentIds, ...skilled])])
    return loadView(tx, scope, id)
  },
  audit: ({ id, name, version, address, agentIds, permissions, contents }) => ({
    action: 'package.installed',
    targetKind: 'installation',
    targetId: id,
    details: {
      name,
      version,
      address,
      agents: agentIds.length,
      permissions: linesOf({
        permissions: packagePermissions.parse(permissions),
        contents: packageContents.parse(contents),
      })
        .join(', ')
        .slice(0, 4000),
    },
  }),
  async afterCommit(scope, { agentIds }) {
    await Promise.all(agentIds.map((agentId) => hintAgentChanged(scope.workspaceId, agentId)))
    return undefined
  },
})

/** @throws AppError `conflict` where the version is another one than the person has seen */
export function assertAgreed(address: string, agreed: string): void {
  if (address === agreed) return
  throw new AppError('conflict', 'This is another version than the one you agreed to. Look at it again, then install.')
}

/** The agents that come with a package, each with its own rules. */
async function addCrew(tx: Tx, scope: WorkspaceScope, { contents }: PackageManifest, models: ModelChoice[]) {
  const crew: { agentId: string; tools: string[] }[] = []
  for (const { key: _, policy, ...agent } of contents.agents) {
    const settings = { ...agent, avatar: null, models, sandbox: sandboxSettings.parse({}) }
    const { id: agentId } = await addAgent(tx, scope, settings)
    if (policy.length > 0) await savePolicy(tx, scope, { agentId }, policy, undefined)
    crew.push({ agentId, tools: agent.tools })
  }
  return crew
}
