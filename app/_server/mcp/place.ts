import type { Principal } from '#lib/access/scope.ts'

/** Who asks a workspace by the protocol. */
export interface McpPlace {
  principal: Principal
  workspaceId: string
  /** Whoever asked has gone away. */
  gone: AbortSignal
}
