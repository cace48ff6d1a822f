import type { ScopeIds } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { type AgentSecret, grantedTo, loadAgentSecrets } from './agent-secrets.ts'

/** An agent that there is not, and that has what all have. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** What is to be done with a secret: by which tool, and where to. */
export interface SecretPurpose {
  name: string
  tool: string
  target: { host: string; port: number }
}

/**
 * The secret that a tool of the platform needs, for this one moment.
 * @throws AppError `unavailable` where it is not there, `not_allowed` where it may not go there with this tool
 */
export async function loadGrantedSecret(
  scope: ScopeIds,
  agentId: string | null,
  { name, tool, target }: SecretPurpose,
): Promise<AgentSecret> {
  const { usable } = await loadAgentSecrets(scope, agentId ?? NOBODY)
  const secret = usable.find((each) => each.name === name)
  if (!secret)
    throw new AppError(
      'unavailable',
      `This tool needs the secret ${name}, which there is not. An admin can add it under Settings, Secrets.`,
    )
  if (grantedTo([secret], target, tool).length > 0) return secret
  throw new AppError(
    'not_allowed',
    `The secret ${name} may not go to ${target.host} with the tool ${tool}. An admin can allow both under Settings, Secrets.`,
  )
}
