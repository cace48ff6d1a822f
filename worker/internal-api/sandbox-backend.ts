import type { SandboxActivity, SandboxDescription, SandboxEngine } from '#lib/sandbox/description.ts'
import type { Sandbox } from '../sandbox/provider.ts'

/** One of an agent's sandboxes, in the workspace that a signed scope names. */
export interface SandboxPlace {
  tenantId: string
  workspaceId: string
  agentId: string
  threadId?: string
}

/** The runtime's sandboxes, for people. All but `about` throw AppError `not_found` outside of the workspace. */
export interface SandboxBackend {
  describe(place: SandboxPlace): Promise<SandboxDescription[]>
  watch(place: SandboxPlace): Promise<SandboxActivity | null>
  restart(place: SandboxPlace): Promise<Sandbox>
  reset(place: SandboxPlace, options: { home: boolean }): Promise<void>
  about(): Promise<SandboxEngine>
}
