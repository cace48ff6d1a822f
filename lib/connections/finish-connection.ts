import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { Principal } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { takeStep } from '#lib/tenants/sign-in-steps/steps.ts'
import { tokensForCode } from './ask-service.ts'
import { type ConnectOutcome, connectionView } from './schema.ts'
import { sealTokens } from './sealed-tokens.ts'
import { problemOf, type ServiceProblem } from './service-problem.ts'
import { deleteConnectionOf, findAgentName, insertConnection } from './store.ts'
import { loadService, openService, toConnectionView } from './views.ts'

/** Why a service gave no tokens. */
class ConsentRefused extends AppError {
  readonly problem: ServiceProblem
  constructor(problem: ServiceProblem) {
    super('unavailable', 'The service gave no access. Connect the agent again.')
    this.problem = problem
  }
}

/** Takes the code that a browser brought back, and keeps the tokens for one agent. No surface of its own: `finishConnection`. */
export const acceptConsent = defineUseCase({
  id: 'connections.accept-consent',
  level: 'workspace',
  role: 'admin',
  input: {
    agentId: idSchema,
    serviceId: idSchema,
    /** The query that the browser came with. */
    search: z.string().max(20_000),
    state: z.string().max(1000),
    verifier: z.string().max(1000),
  },
  output: connectionView,
  async prepare(scope, { agentId, serviceId, search, state, verifier }) {
    const row = await withScope(scope, async (tx) => {
      if ((await findAgentName(tx, agentId)) === null) throw notFound('The agent')
      return loadService(tx, serviceId)
    })
    const service = await openService(row)
    const tokens = await tokensForCode(service, search, { state, verifier }).catch((error: unknown) => {
      throw new ConsentRefused(problemOf(error, row))
    })
    const id = newId()
    const place = { tenantId: row.tenantId, id }
    const sealed = await sealTokens(tokens, place, { refresh: null, scopes: row.scopes })
    return { id, sealed, account: tokens.account }
  },
  async load({ tx }, { agentId, serviceId }) {
    if ((await findAgentName(tx, agentId)) === null) throw notFound('The agent')
    return loadService(tx, serviceId)
  },
  async execute({ tx, scope, prepared }, { agentId, serviceId }) {
    const { id, sealed, account } = prepared
    await deleteConnectionOf(tx, serviceId, agentId)
    return toConnectionView(await insertConnection(tx, scope, { id, serviceId, agentId, account }, sealed))
  },
  audit: ({ id, serviceName, agentId, agentName, account, scopes }) => ({
    action: 'connection.made',
    targetKind: 'oauth_connection',
    targetId: id,
    details: { service: serviceName, agent: agentName, agentId, account, scopes: scopes.join(' ') },
  }),
})

export interface ConnectEnd {
  outcome: ConnectOutcome
  /** The page on which it began; null: nobody knows. */
  returnTo: string | null
}

/**
 * A browser comes back from a service.
 * @param token of the cookie that it left with
 * @param search the query that it came with
 * @param principal who is signed in in it
 */
export async function finishConnection(
  token: string | undefined,
  search: string,
  principal: Principal,
): Promise<ConnectEnd> {
  // Taken whatever comes of it: there is one way back from each way there.
  const step = await takeStep('connection', token)
  if (!step) return { outcome: 'expired', returnTo: null }
  const { workspaceId, agentId, serviceId, state, verifier, loginId, returnTo } = step.data
  // The same login that set out, and the answer to its own question.
  const isTheirs = principal.kind === 'login' && principal.loginId === loginId
  const query = new URLSearchParams(search)
  if (!isTheirs || query.get('state') !== state) return { outcome: 'expired', returnTo: isTheirs ? returnTo : null }
  try {
    await acceptConsent.run(principal, { workspaceId, agentId, serviceId, search, state, verifier })
    return { outcome: 'connected', returnTo }
  } catch (error) {
    if (error instanceof ConsentRefused) return { outcome: error.problem, returnTo }
    if (error instanceof AppError) return { outcome: 'failed', returnTo }
    throw error
  }
}
