import { z } from 'zod'
import { scopeOfSandbox } from '#lib/access/scope.ts'
import { type ModelChoice, modelChoice } from '#lib/agents/schema.ts'
import { appendCodeUsage, type CodeUsageEntry, sumCodeTokens } from '#lib/billing/append-usage.ts'
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
}

const stored = z.object({ models: z.array(modelChoice), sandbox: sandboxSettings })

/** As it is at this moment; null: there is no such agent any more. */
export async function loadModelAccess(owner: SandboxOwner): Promise<ModelAccess | null> {
  return withScope(scopeOfSandbox(owner), async (tx) => {
    const where = { id: owner.agentId, deletedAt: null }
    const [agent, credentials] = await Promise.all([
      tx.agent.findFirst({ where, select: { models: true, sandbox: true } }),
      loadCredentials(tx, owner.agentId),
    ])
    if (!agent) return null
    const { models, sandbox } = stored.parse(agent)
    return { choices: models, credentials, budgetTokens: sandbox.modelTokens }
  })
}

/** Tokens that code of the run has used so far, in earlier attempts too. */
export function loadCodeTokens(owner: SandboxOwner, runId: string): Promise<number> {
  return withScope(scopeOfSandbox(owner), (tx) => sumCodeTokens(tx, runId))
}

/** Puts a call on the run's bill. */
export async function recordCodeUsage(owner: SandboxOwner, usage: Omit<CodeUsageEntry, 'agentId'>): Promise<void> {
  const scope = scopeOfSandbox(owner)
  await withScope(scope, (tx) => appendCodeUsage(tx, scope, { ...usage, agentId: owner.agentId }))
}
