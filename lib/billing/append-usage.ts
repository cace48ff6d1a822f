import type { Tx } from '#lib/db/client.ts'
import type { ScopeIds } from '#lib/db/with-scope.ts'
import { newId } from '#lib/ids.ts'
import type { StepUsage } from '#lib/stream/events.ts'

/** One model call that was answered. */
export interface UsageEntry extends StepUsage {
  agentId: string
  runId: string
  stepIndex: number
  attempt: number
  provider: string
  model: string
}

/** The same call recorded twice is one row; another attempt at the step was paid for as well and is another. */
export function usageKey({ runId, stepIndex, attempt }: Pick<UsageEntry, 'runId' | 'stepIndex' | 'attempt'>): string {
  return `${runId}:${stepIndex}:${attempt}`
}

/** Records a model call inside the transaction that makes its step durable (invariant 11). */
export async function appendUsage(tx: Tx, scope: ScopeIds, usage: UsageEntry): Promise<void> {
  await tx.$executeRaw`/* sent along */ insert into usage_events (id, tenant_id, workspace_id, agent_id, run_id, step_index, idempotency_key,
      provider, model, input_tokens, cached_input_tokens, output_tokens, reasoning_tokens, cost_micros)
    values (${newId()}::uuid, ${scope.tenantId}::uuid, ${scope.workspaceId}::uuid, ${usage.agentId}::uuid, ${usage.runId}::uuid,
      ${usage.stepIndex}, ${usageKey(usage)}, ${usage.provider}, ${usage.model}, ${usage.inputTokens},
      ${usage.cachedInputTokens}, ${usage.outputTokens}, ${usage.reasoningTokens}, ${usage.costMicros})
    on conflict (idempotency_key) do nothing`
}
