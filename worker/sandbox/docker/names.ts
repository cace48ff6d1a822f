import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import type { SandboxKey } from '#lib/sandbox/spec.ts'

/** Labels that tell this project's containers and volumes, and whose they are. */
export const LABEL = {
  installation: 'crewhouse.installation',
  kind: 'crewhouse.kind',
  tenant: 'crewhouse.tenant',
  workspace: 'crewhouse.workspace',
  agent: 'crewhouse.agent',
  thread: 'crewhouse.thread',
  /** The image as the agent's settings name it, where it is not the installation's own. */
  image: 'crewhouse.image',
  specHash: 'crewhouse.spec-hash',
} as const

export type ContainerKind = 'agent' | 'files' | 'transfer' | 'builder'

const uuid = z.uuid()
const installationId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/)

/** Names become parts of the engine's names and filters: only UUIDs may. */
export function checkIds(...ids: (string | undefined)[]): void {
  for (const id of ids) {
    if (id !== undefined && !uuid.safeParse(id).success)
      throw new AppError('invalid_input', 'An id of the sandbox is not a UUID.')
  }
}

/** Names of what an installation has on an engine, derived from ids, so that any worker finds the same things. */
export function namesOf(installation: string) {
  const prefix = `crewhouse-${installationId.parse(installation)}`
  return {
    agentContainer: (key: SandboxKey) => `${prefix}-agent-${suffix(key)}`,
    filesContainer: (workspaceId: string) => `${prefix}-files-${workspaceId}`,
    /** One of several at a time: transfers do not wait for each other. */
    transferContainer: (workspaceId: string) => `${prefix}-transfer-${workspaceId}-${randomUUID()}`,
    /** In which an agent's setup command runs. */
    builderContainer: (agentId: string) => `${prefix}-builder-${agentId}`,
    workspaceVolume: (workspaceId: string) => `${prefix}-workspace-${workspaceId}`,
    homeVolume: (key: SandboxKey) => `${prefix}-home-${suffix(key)}`,
  }
}
const suffix = ({ agentId, threadId }: SandboxKey) => (threadId ? `${agentId}-${threadId}` : agentId)
export type Names = ReturnType<typeof namesOf>
