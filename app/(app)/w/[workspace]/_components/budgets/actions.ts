'use server'

import { refresh } from 'next/cache'
import { runAction } from '#app/_server/action.ts'
import { removeModelPrice, setModelPrice } from '#lib/budgets/prices.ts'
import type { BudgetPeriod } from '#lib/budgets/schema.ts'
import { setAgentBudget, setTenantBudget, setWorkspaceBudget } from '#lib/budgets/set-budgets.ts'

interface Limits {
  period: BudgetPeriod
  limitMicros: number | null
  limitTokens: number | null
  warnPercent: number
}

/** Whose budget it is. */
export type BudgetPlace =
  | { level: 'tenant'; tenantId: string }
  | { level: 'workspace'; workspaceId: string }
  | { level: 'agent'; workspaceId: string; agentId: string }

export async function saveBudget({ place, ...limits }: Limits & { place: BudgetPlace }) {
  const result = await saveAt(place, limits)
  if (result.ok) refresh()
  return result
}

function saveAt(place: BudgetPlace, limits: Limits) {
  switch (place.level) {
    case 'tenant':
      return runAction(setTenantBudget, { tenantId: place.tenantId, ...limits })
    case 'workspace':
      return runAction(setWorkspaceBudget, { workspaceId: place.workspaceId, ...limits })
    case 'agent':
      return runAction(setAgentBudget, { workspaceId: place.workspaceId, agentId: place.agentId, ...limits })
  }
}

export async function saveModelPrice(price: {
  tenantId: string
  provider: string
  model: string
  inputMicros: number
  cachedInputMicros: number | null
  outputMicros: number
}) {
  const result = await runAction(setModelPrice, price)
  if (result.ok) refresh()
  return result
}

export async function dropModelPrice(price: { tenantId: string; provider: string; model: string }) {
  const result = await runAction(removeModelPrice, price)
  if (result.ok) refresh()
  return result
}
