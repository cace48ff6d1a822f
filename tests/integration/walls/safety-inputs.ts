import { type Fixture, nothing } from './fixture.ts'

const limits = { period: 'day', limitMicros: 5_000_000, limitTokens: null }
const price = { provider: 'openai', model: 'gpt-5', inputMicros: 1_000_000, outputMicros: 2_000_000 }

/** Those that bound what agents may do and spend. */
export const safetyFixtures: Record<string, Fixture> = {
  'budgets.get': { least: 'viewer', input: ({ agentId }) => ({ agentId }) },
  'budgets.get-tenant': { least: 'viewer', input: nothing },
  'budgets.list-prices': { least: 'viewer', input: nothing },
  'budgets.remove-price': {
    least: 'admin',
    input: () => ({ provider: price.provider, model: price.model }),
    // There is none in a new place.
    reads: true,
  },
  'budgets.set-agent': { least: 'admin', input: ({ agentId }) => ({ agentId, ...limits }) },
  'budgets.set-price': { least: 'admin', input: () => price },
  'budgets.set-tenant': { least: 'admin', input: () => limits },
  'budgets.set-workspace': { least: 'admin', input: () => limits },
  'stops.get': { least: 'viewer', input: nothing },
  // Nothing of a new place is stopped: letting it go on changes nothing.
  'stops.resume-agent': { least: 'member', input: ({ agentId }) => ({ agentId }), reads: true },
  'stops.resume-tenant': { least: 'admin', input: nothing, reads: true },
  'stops.resume-workspace': { least: 'admin', input: nothing, reads: true },
  'stops.stop-agent': { least: 'member', input: ({ agentId }) => ({ agentId }) },
  'stops.stop-tenant': { least: 'admin', input: nothing },
  'stops.stop-workspace': { least: 'admin', input: nothing },
}
