import { randomPKCECodeVerifier, randomState } from 'openid-client'
import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { Principal } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { openStep } from '#lib/tenants/sign-in-steps/steps.ts'
import { assertForBrowsers } from './addresses.ts'
import { consentPage } from './ask-service.ts'
import { findAgentName } from './store.ts'
import { loadService, openService } from './views.ts'

/** The service's page for one connection, and what its answer is checked by. No surface of its own: it ends in a cookie. */
export const prepareConsent = defineUseCase({
  id: 'connections.prepare-consent',
  level: 'workspace',
  role: 'admin',
  input: { agentId: idSchema, serviceId: idSchema },
  output: z.object({ url: z.url(), state: z.string(), verifier: z.string() }),
  async prepare(scope, { agentId, serviceId }) {
    const row = await withScope(scope, async (tx) => {
      if ((await findAgentName(tx, agentId)) === null) throw notFound('The agent')
      return loadService(tx, serviceId)
    })
    const checks = { state: randomState(), verifier: randomPKCECodeVerifier() }
    const url = await consentPage(await openService(row), checks)
    await assertForBrowsers(url)
    return { url: url.href, ...checks }
  },
  execute: async ({ prepared }) => prepared,
})

export interface SentAway {
  /** The service's page. */
  url: string
  /** For a cookie of the browser that goes there: only it can come back. */
  token: string
}

/**
 * Sends a signed-in person's browser to a service, to connect an agent.
 * @param returnTo the page that it comes back to
 * @throws AppError
 */
export async function beginConnection(
  principal: Principal,
  { workspaceId, agentId, serviceId }: { workspaceId: string; agentId: string; serviceId: string },
  returnTo: string,
): Promise<SentAway> {
  if (principal.kind !== 'login') {
    throw new AppError('not_allowed', 'A person connects an agent, in their own browser. Open the agent’s page.')
  }
  const { url, ...checks } = await prepareConsent.run(principal, { workspaceId, agentId, serviceId })
  const { loginId, userId } = principal
  const data = { workspaceId, agentId, serviceId, loginId, returnTo, ...checks }
  return { url, token: await openStep('connection', userId, data) }
}
