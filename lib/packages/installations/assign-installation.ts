import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { hintAgentChanged } from '#lib/agents/hint.ts'
import { idSchema } from '#lib/ids.ts'
import { giveTo, takeFrom } from './give.ts'
import { loadForChange, loadView } from './load-installation.ts'
import { readSkills } from './read-parts.ts'
import { installationView } from './schema.ts'

/** Says which agents have a package: they are given its skills and tools, the others lose them. */
export const assignInstallation = defineUseCase({
  id: 'packages.assign',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PUT', path: '/workspaces/{workspaceId}/installations/{installationId}/agents' },
  input: { installationId: idSchema, agentIds: z.array(idSchema).max(100) },
  output: installationView,
  async load({ tx }, { installationId, agentIds }) {
    const installation = await loadForChange(tx, installationId)
    const added = [...new Set(agentIds)].filter((id) => !installation.agents.includes(id))
    const removed = installation.agents.filter((id) => !agentIds.includes(id))
    return { installation, added, removed }
  },
  async execute({ tx, scope }, { installationId }, { installation, added, removed }) {
    if (removed.length > 0) await takeFrom(tx, scope, installation, removed)
    if (added.length > 0) {
      await giveTo(tx, scope, installation, readSkills(installation.manifest, installation.files), added)
    }
    return loadView(tx, scope, installationId)
  },
  audit: ({ id, name }, _, { added, removed }) =>
    added.length + removed.length === 0
      ? null
      : {
          action: 'package.assigned',
          targetKind: 'installation',
          targetId: id,
          details: { name, added: added.join(' '), removed: removed.join(' ') },
        },
  async afterCommit(scope, _, __, { added, removed }) {
    await Promise.all([...added, ...removed].map((agentId) => hintAgentChanged(scope.workspaceId, agentId)))
    return undefined
  },
})
