import type { Tx } from '#lib/db/client.ts'
import type { ScopeIds } from '#lib/db/with-scope.ts'
import { newId } from '#lib/ids.ts'
import type { StepUsage } from '#lib/stream/events.ts'

interface ModelCall extends StepUsage {
  agentId: string
  runId: string
  provider: string
  model: string
}

/** One model call that was answered. */
export interface UsageEntry extends ModelCall {
  stepIndex: number
  attempt: number
}

/** A model call that code in a run's sandbox made. */
export interface CodeUsageEntry extends ModelCall {
  callId: string
}

/** The same call recorded twice is one row; another attempt at the step was paid for as well and is another. */
export function usageKey({ runId, stepIndex, attempt }: Pick<UsageEntry, 'runId' | 'stepIndex' | 'attempt'>): string {
  return `${runId}:${stepIndex}:${attempt}`
}

/** Records a model call inside the transaction that makes its step durable (invariant 11). */
export async function appendUsage(tx: Tx, scope: ScopeIds, usage: UsageEntry): Promise<void> {
  await insert(tx, scope, usage, usage.stepIndex, usageKey(usage))
}

/** The same for a call of code. */
export function codeUsageKey({ runId, callId }: Pick<CodeUsageEntry, 'runId' | 'callId'>): string {
  return `${runId}:code:${callId}`
}

/** Records what code of a run used. */
export async function appendCodeUsage(tx: Tx, scope: ScopeIds, usage: CodeUsageEntry): Promise<void> {
  await insert(tx, scope, usage, null, codeUsageKey(usage))
}

/** Tokens that code of the run has used so far. */
export async function sumCodeTokens(tx: Tx, runId: string): Promise<number> {
  const [sum] = await tx.$queryRaw<{ tokens: number }[]>`
    select coalesce(sum(input_tokens + output_tokens), 0)::float8 as tokens from usage_events
    where run_id = ${runId}::uuid and step_index is null`
  return sum?.tokens ?? 0
}

async function insert(
  tx: Tx,
  scope: ScopeIds,
  usage: ModelCall,
  stepIndex: number | null,
  idempotencyKey: string,
): Promise<void> {
  await tx.$executeRaw`/* sent along */ insert into usage_events (id, tenant_id, workspace_id, agent_id, run_id, step_index, idempotency_key,
      provider, model, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_micros)
    values (${newId()}::uuid, ${scope.tenantId}::uuid, ${scope.workspaceId}::uuid, ${usage.agentId}::uuid, ${usage.runId}::uuid,
      ${stepIndex}::int, ${idempotencyKey}, ${usage.provider}, ${usage.model}, ${usage.inputTokens},
      ${usage.cachedInputTokens}, ${usage.outputTokens}, ${usage.reasoningTokens}, ${usage.costMicros})
    on conflict (idempotency_key) do nothing`
}
