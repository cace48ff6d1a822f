import type { ScopeIds } from '#lib/db/with-scope.ts'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { type AgentSecret, grantedTo, loadAgentSecrets } from '#lib/secrets/agent-secrets.ts'

/** What a search asks, and with what. */
export type SearchService =
  | { kind: 'searxng'; address: string }
  | { kind: 'brave' | 'tavily'; address: string; key: AgentSecret }

export const BRAVE_HOST = 'api.search.brave.com'
export const TAVILY_HOST = 'api.tavily.com'

/** The secret that each service's key is kept in. */
const KEY_NAMES = { brave: 'BRAVE_SEARCH_API_KEY', tavily: 'TAVILY_API_KEY' } as const

/** The service that an agent searches with: by a key that it was given, else the installation's own. @throws AppError */
export async function chooseSearchService(scope: ScopeIds, agentId: string, tool: string): Promise<SearchService> {
  const { CREWHOUSE_BRAVE_URL, CREWHOUSE_TAVILY_URL, CREWHOUSE_SEARXNG_URL } = env()
  const addresses = { brave: CREWHOUSE_BRAVE_URL, tavily: CREWHOUSE_TAVILY_URL }
  const { usable } = await loadAgentSecrets(scope, agentId)
  let ungranted: string | undefined
  for (const kind of ['brave', 'tavily'] as const) {
    const address = addresses[kind]
    const { hostname, port } = new URL(address)
    const key = usable.find(({ name }) => name === KEY_NAMES[kind])
    if (!key) continue
    if (grantedTo([key], { host: hostname, port: Number(port) || 443 }, tool).length > 0) return { kind, address, key }
    ungranted = `The secret ${key.name} is not granted to the host ${hostname} and the tool ${tool}. An admin can add them under Settings, Secrets.`
  }
  if (CREWHOUSE_SEARXNG_URL) return { kind: 'searxng', address: CREWHOUSE_SEARXNG_URL }
  throw new AppError('unavailable', ungranted ?? NOT_SET_UP)
}

const NOT_SET_UP =
  'No search service is set up for this workspace. An admin can add the secret BRAVE_SEARCH_API_KEY (for the host api.search.brave.com) or TAVILY_API_KEY (for api.tavily.com) under Settings, Secrets. Until then, ask for addresses and read them with web_fetch.'
