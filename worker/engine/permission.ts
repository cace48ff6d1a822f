import type { CallToAsk } from '#lib/approvals/ask-approval.ts'
import type { ApprovalRow, BranchRows } from '#lib/runs/progress.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'
import { hashCall } from '#lib/tools/hash-call.ts'
import { covers, decideTool } from '#lib/tools/policy.ts'
import { type CallDecision, policyRule } from '#lib/tools/schema.ts'
import type { RunInProgress } from './run-in-progress.ts'

type ToolCall = BranchRows['toolCalls'][number]

/** Whether a call is made: by the policy as it is now, and by what people said. */
export type Permission =
  | { allowed: true; tool: ToolDefinition; decision: CallDecision }
  | { allowed: false; reason: string; refusedBy?: { tool: string; rule: string }; decision: CallDecision }
  | { allowed: 'ask'; call: CallToAsk }

/** The policy of this claim about a call; where it asks, the answers that were given. */
export function permissionFor({ toolbox, approvals }: RunInProgress, call: ToolCall): Permission {
  const { name, args } = call
  const decision = decideTool(toolbox, name, { value: args })
  if (decision.effect === 'deny') {
    const rule = decision.by ? `${decision.by.level}: ${decision.by.rule.tools}` : 'not granted'
    const { reason } = decision
    const by = decision.by ? [decision.by] : []
    return { allowed: false, reason, refusedBy: { tool: name, rule }, decision: { effect: 'deny', by, reason } }
  }
  const { tool } = decision
  if (decision.effect === 'auto') {
    return { allowed: true, tool, decision: { effect: 'auto', by: decision.by ? [decision.by] : [] } }
  }
  const asked = (answer: CallDecision['answer']): CallDecision => ({ effect: 'ask', by: decision.asks, answer })
  const refused = (reason: string, rule: string, answer: CallDecision['answer']): Permission => ({
    allowed: false,
    reason,
    refusedBy: { tool: name, rule },
    decision: { ...asked(answer), reason },
  })
  const hash = hashCall(name, args)
  const own = approvals.find(({ tool_call_id }) => tool_call_id === call.id)
  if (own?.status === 'approved') {
    // Whoever could change a stored call does not get another one executed under an answer that was given before.
    return own.args_hash === hash
      ? { allowed: true, tool, decision: asked('approved') }
      : refused(
          'These are not the arguments that were approved. Nothing was done.',
          'other arguments',
          'other_arguments',
        )
  }
  if (own?.status === 'refused') {
    const why = own.reason ? ` Their reason: ${own.reason}` : ' They gave no reason.'
    const who = own.answered_by_name || 'A person'
    const words = `${who} did not allow this call.${why} Do not make it again in another way.`
    return refused(words, 'a person', 'refused')
  }
  if (own?.status === 'expired') {
    const words = 'Nobody answered in time whether this call is allowed, so it was not made. Go on without it.'
    return refused(words, 'time', 'expired')
  }
  if (approvals.some((approval) => coversForRun(approval, tool, args, hash))) {
    return { allowed: true, tool, decision: asked('approved_for_run') }
  }
  return { allowed: 'ask', call: { toolCallId: call.id, tool, args, asks: decision.asks } }
}

/** An answer for the rest of the run: for calls like the one it was given to, or, where no rule can say which, for the same. */
function coversForRun(approval: ApprovalRow, tool: ToolDefinition, args: unknown, hash: string): boolean {
  if (approval.status !== 'approved' || approval.scope !== 'run' || approval.tool !== tool.name) return false
  const rule = policyRule.safeParse(approval.rule).data
  return rule ? covers(tool, rule, args) : approval.args_hash === hash
}
