import { scopeOfSandbox } from '#lib/access/scope.ts'
import { type AgentToken, agentToken, type TokenRequest } from './agent-token.ts'

/** The token of an agent whom the worker serves, as it holds its sandbox. @throws AppError as `agentToken` does */
export function ownToken(
  owner: { tenantId: string; workspaceId: string; agentId: string },
  request: Omit<TokenRequest, 'agentId'>,
): Promise<AgentToken> {
  return agentToken(scopeOfSandbox(owner), { ...request, agentId: owner.agentId })
}
