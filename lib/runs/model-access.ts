import { z } from 'zod'
import { scopeOfSandbox } from '#lib/access/scope.ts'
import { type ModelChoice, modelChoice } from '#lib/agents/schema.ts'
import { appendCodeUsage, type CodeUsageEntry, codeUsageKey, sumCodeTokens } from '#lib/billing/append-usage.ts'
import { loadOwnPrices } from '#lib/billing/own-prices.ts'
import type { OwnPrice } from '#lib/billing/price.ts'
import { type PlannedCall, type Reservation, releaseBudget, reserveBudget, settleBudget } from '#lib/budgets/reserve.ts'
import { withScope } from '#lib/db/with-scope.ts'
import type { SandboxOwner } from '#lib/egress/access.ts'
import { loadCredentials, type ProviderCredentials } from '#lib/providers/credentials.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'

/** Which models code in an agent's sandbox may call, and how much. */
export interface ModelAccess {
  /** The agent's own, in its order of preference. */
  choices: ModelChoice[]
  credentials: ProviderCredentials[]
  /** Tokens of one run. */
  budgetTokens: number
  /** Whether a budget is about the agent: only then its calls are set aside first. */
  isBudgeted: boolean
  ownPrices: readonly OwnPrice[]
}

const stored = z.object({ models: z.array(modelChoice), sandbox: sandboxSettings })

/** As it is at this moment; null: there is no such agent any more. */
export async function loadModelAccess(owner: SandboxOwner): Promise<ModelAccess | null> {
  return withScope(scopeOfSandbox(owner), async (tx) => {
    const where = { id: owner.agentId, deletedAt: null }
    const [agent, credentials, ownPrices, budget] = await Promise.all([
      tx.agent.findFirst({ where, select: { models: true, sandbox: true } }),
      loadCredentials(tx, owner.agentId),
      loadOwnPrices(tx),
      tx.budget.findFirst({ where: { OR: [{ agentId: null }, { agentId: owner.agentId }] }, select: { id: true } }),
    ])
    if (!agent) return null
    const { models, sandbox } = stored.parse(agent)
    return { choices: models, credentials, budgetTokens: sandbox.modelTokens, isBudgeted: budget !== null, ownPrices }
  })
}

/** Tokens that code of the run has used so far, in earlier attempts too. */
export function loadCodeTokens(owner: SandboxOwner, runId: string): Promise<number> {
  return withScope(scopeOfSandbox(owner), (tx) => sumCodeTokens(tx, runId))
}

/** Puts a call on the run's bill, and settles what was set aside for it. */
export async function recordCodeUsage(
  owner: SandboxOwner,
  usage: Omit<CodeUsageEntry, 'agentId'>,
  isBudgeted: boolean,
): Promise<void> {
  const scope = scopeOfSandbox(owner)
  const { inputTokens, outputTokens, costMicros } = usage
  await withScope(scope, async (tx) => {
    await appendCodeUsage(tx, scope, { ...usage, agentId: owner.agentId })
    if (isBudgeted) await settleBudget(tx, codeUsageKey(usage), { tokens: inputTokens + outputTokens, costMicros })
  })
}

/** Sets a call of code aside in the budgets that are about its run. @returns the one that has no room for it */
export async function reserveCodeCall(
  owner: SandboxOwner,
  call: Omit<PlannedCall, 'key' | 'stepIndex'> & { callId: string },
): Promise<Reservation> {
  const { callId, ...planned } = call
  return reserveBudget(scopeOfSandbox(owner), { ...planned, stepIndex: null, key: codeUsageKey(call) })
}

/** The call was not made. */
export async function releaseCodeCall(owner: SandboxOwner, call: { runId: string; callId: string }): Promise<void> {
  await releaseBudget(scopeOfSandbox(owner), codeUsageKey(call))
}
