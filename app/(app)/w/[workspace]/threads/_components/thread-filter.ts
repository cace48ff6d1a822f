import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'

/** What is loaded at once. */
export const PAGE_THREADS = 50

/** How a filter stands in the address: `?q=…&agent=…&mine=1&pinned=1&live=1&state=archived`. */
const inAddress = z.object({
  q: z.string().trim().max(200).catch(''),
  agent: idSchema.nullable().catch(null),
  mine: z.literal('1').nullable().catch(null),
  pinned: z.literal('1').nullable().catch(null),
  live: z.literal('1').nullable().catch(null),
  state: z.enum(['archived', 'deleted']).nullable().catch(null),
})

export interface ListFilter {
  q: string
  agentId: string | null
  mine: boolean
  pinned: boolean
  live: boolean
  state: 'active' | 'archived' | 'deleted'
}

/** What an address asks for; whatever is not understood is as if it were not there. */
export function filterOf(address: { get(name: string): string | null }): ListFilter {
  const names = ['q', 'agent', 'mine', 'pinned', 'live', 'state']
  const { q, agent, mine, pinned, live, state } = inAddress.parse(
    Object.fromEntries(names.map((name) => [name, address.get(name) ?? (name === 'q' ? '' : null)])),
  )
  return {
    q,
    agentId: agent,
    mine: mine !== null,
    pinned: pinned !== null,
    live: live !== null,
    state: state ?? 'active',
  }
}

/** The address of a filter, without what is as it always is. */
export function addressOf(filter: ListFilter): string {
  const query = new URLSearchParams()
  if (filter.q) query.set('q', filter.q)
  if (filter.agentId) query.set('agent', filter.agentId)
  for (const name of ['mine', 'pinned', 'live'] as const) if (filter[name]) query.set(name, '1')
  if (filter.state !== 'active') query.set('state', filter.state)
  return query.size > 0 ? `?${query}` : ''
}

/** What the list use case takes. */
export function listInput({ agentId, mine, pinned, live, state }: ListFilter) {
  return {
    agentId: agentId ?? undefined,
    mine: mine || undefined,
    pinned: pinned || undefined,
    live: live || undefined,
    state: state === 'active' ? undefined : state,
  }
}

/** The same as a query of the API. */
export function listQuery(filter: ListFilter): URLSearchParams {
  const given = Object.entries(listInput(filter)).filter(([, value]) => value !== undefined)
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
}

export function searchQuery({ q, agentId, state }: ListFilter): URLSearchParams {
  const query = new URLSearchParams({ q })
  if (agentId) query.set('agentId', agentId)
  if (state === 'archived') query.set('archived', 'true')
  return query
}
