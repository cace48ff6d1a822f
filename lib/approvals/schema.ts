import { z } from 'zod'
import { idSchema } from '#lib/ids.ts'
import { decidingRule, policyLevelName, policyRule, toolRisk } from '#lib/tools/schema.ts'

export const approvalStatus = z.enum(['waiting', 'approved', 'refused', 'expired'])
export const approvalScope = z.enum(['once', 'run', 'always'])
export type ApprovalScope = z.infer<typeof approvalScope>

/** A call that a person is asked about. */
export const approvalView = z.object({
  id: idSchema,
  threadId: idSchema,
  threadTitle: z.string(),
  runId: idSchema,
  agentId: idSchema,
  agentName: z.string(),
  agentColor: z.string(),
  toolCallId: idSchema,
  tool: z.string(),
  risk: toolRisk,
  /** Exactly these are executed, should somebody approve. */
  args: z.unknown(),
  /** The rules that want a person's word. */
  asks: z.array(decidingRule),
  /** Which calls `run` stands for, and which rule `always` writes; null: no rule can stand for this call. */
  rule: policyRule.nullable(),
  /** Where `always` writes it; null: what asks is a rule above the workspace, or no rule can stand for the call. */
  alwaysAt: z.array(policyLevelName).nullable(),
  status: approvalStatus,
  scope: approvalScope.nullable(),
  /** Why it was refused, in the words of who did. */
  reason: z.string(),
  answeredBy: z.object({ id: idSchema, name: z.string(), kind: z.string() }).nullable(),
  answeredAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
})
export type ApprovalView = z.output<typeof approvalView>

/** Where a rule can be written that lets calls through from now on. */
export function alwaysAt(
  asks: readonly z.output<typeof decidingRule>[],
  rule: z.output<typeof policyRule> | null,
): ApprovalView['alwaysAt'] {
  const levels = asks.map(({ level }) => level)
  return rule && levels.every((level) => level === 'workspace' || level === 'agent') ? levels : null
}
