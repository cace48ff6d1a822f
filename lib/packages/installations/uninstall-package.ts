import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { announceStopped } from '#lib/agents/announce-stopped.ts'
import { hintAgentChanged } from '#lib/agents/hint.ts'
import { removeAgent, type StoppedRun } from '#lib/agents/remove-agent.ts'
import { idSchema } from '#lib/ids.ts'
import { narrowSecret } from '#lib/secrets/package-secrets.ts'
import { disconnectParts } from './connect-parts.ts'
import { takeFrom } from './give.ts'
import { loadForChange } from './load-installation.ts'
import { deleteInstallation, remainingAgents } from './store.ts'

/**
 * Removes a package with all that came with it: skills, secrets, agents, and what it added to other agents and secrets. Threads
 * of its agents stay readable.
 */
export const uninstallPackage = defineUseCase({
  id: 'packages.uninstall',
  level: 'workspace',
  role: 'admin',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/installations/{installationId}' },
  input: { installationId: idSchema },
  output: z.object({ id: idSchema, name: z.string() }),
  load: async ({ tx }, { installationId }) => ({
    installation: await loadForChange(tx, installationId),
    changed: [] as string[],
    stopped: [] as StoppedRun[],
  }),
  async execute({ tx, scope }, { installationId }, subject) {
    const { installation } = subject
    subject.changed = [...new Set([...installation.agents, ...installation.crew])]
    const crew = await remainingAgents(tx, installation.crew)
    await takeFrom(tx, scope, installation, installation.agents)
    for (const agentId of crew) subject.stopped.push(...(await removeAgent(tx, agentId)))
    for (const widened of installation.grants.secrets) await narrowSecret(tx, widened)
    await disconnectParts(tx, scope, installationId)
    await deleteInstallation(tx, installationId)
    return { id: installationId, name: installation.name }
  },
  audit: ({ id, name }, _, { installation }) => ({
    action: 'package.uninstalled',
    targetKind: 'installation',
    targetId: id,
    details: { name, version: installation.version, agents: installation.crew.length },
  }),
  async afterCommit(scope, _, __, { changed, stopped }) {
    await announceStopped(stopped, true)
    await Promise.all(changed.map((agentId) => hintAgentChanged(scope.workspaceId, agentId)))
    return undefined
  },
})
