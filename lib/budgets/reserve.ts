import type { Tx } from '#lib/db/client.ts'
import type { ScopeIds } from '#lib/db/with-scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import type { BudgetLevel, BudgetPeriod } from './schema.ts'

/** The error of a run that waits for a budget. */
export const WAITS_FOR_BUDGET = 'budget'

/** A model call before it is made. */
export interface PlannedCall {
  /** What its usage row will be known by. */
  key: string
  runId: string
  attempt: number
  /** Null: code in the run's sandbox makes it. */
  stepIndex: number | null
  provider: string
  model: string
  inputTokens: number
  outputTokens: number
  /** Null: the price is not known. */
  costMicros: number | null
}

/** A limit that a call met. */
export interface ReachedBudget {
  level: BudgetLevel
  period: BudgetPeriod
  unit: 'money' | 'tokens'
  limit: number
}

export type Reservation =
  /** `none`: no budget is about it. `lost`: the attempt is over. */
  | { outcome: 'reserved' | 'none' | 'lost' }
  /** What is left is set aside for calls under way. */
  | ({ outcome: 'busy' | 'exhausted' } & ReachedBudget)

/** Sets a call aside in all budgets that apply to its run, or names one that has no room. May be repeated. */
export async function reserveBudget(scope: ScopeIds, call: PlannedCall): Promise<Reservation> {
  const { key, runId, attempt, stepIndex, provider, model, inputTokens, outputTokens, costMicros } = call
  return withScope(scope, async (tx) => {
    const [row] = await tx.$queryRaw<Reservation[]>`
      select outcome, level, period, unit, limit_amount::float8 as "limit" from reserve_budget(${key}, ${runId}::uuid, ${attempt}::int,
        ${stepIndex}::int, ${provider}, ${model}, ${inputTokens}::int, ${outputTokens}::int, ${costMicros}::bigint)`
    return row ?? { outcome: 'none' }
  })
}

/** Counts what a call that was set aside came to. The last statement of its transaction: it holds the counters' rows. */
export async function settleBudget(
  tx: Tx,
  key: string,
  used: { tokens: number; costMicros: number | null },
): Promise<void> {
  await tx.$executeRaw`/* sent along */ select settle_budget(${key}, ${used.tokens}::bigint, ${used.costMicros}::bigint)`
}

/** The call was not made, or its provider refused it. */
export async function releaseBudget(scope: ScopeIds, key: string): Promise<void> {
  await withScope(scope, (tx) => settleBudget(tx, key, { tokens: 0, costMicros: 0 }))
}

const WHOSE: Record<BudgetLevel, string> = {
  tenant: 'The organisation’s budget',
  workspace: 'The workspace’s budget',
  agent: 'The agent’s budget',
}
const WHEN: Record<BudgetPeriod, string> = { run: 'for one run', day: 'for today', month: 'for this month' }
const THEN: Record<BudgetPeriod, string> = {
  run: '',
  day: ', and otherwise tomorrow (UTC)',
  month: ', and otherwise next month (UTC)',
}

/** Which budget it is and what can be done, for people, clients and code. */
export function budgetWords({ level, period, unit, limit }: ReachedBudget): string {
  const amount = unit === 'money' ? `$${(limit / 1_000_000).toFixed(2)}` : `${limit} tokens`
  return `${WHOSE[level]} ${WHEN[period]} is reached (${amount}). It goes on when an admin raises the budget in the settings${THEN[period]}.`
}
