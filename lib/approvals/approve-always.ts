import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { loadPolicies, policyOf, savePolicy } from '#lib/toolbox/policies.ts'
import { covers, decideByRules } from '#lib/tools/policy.ts'
import { type PolicyRule, policyRule } from '#lib/tools/schema.ts'
import { announceAnswer, assertOpen, type LoadedApproval, loadForAnswer, writeAnswer } from './answer.ts'
import { approvalView } from './schema.ts'

/** Approves a call, and writes the rule that lets calls like it through from now on, where the rule stands that asks. */
export const approveAlways = defineUseCase({
  id: 'approvals.approve-always',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/approvals/{approvalId}/always' },
  input: {
    approvalId: idSchema,
    /** The rule as the person saw it: it has to be about this very call. Left out: the approval's own. */
    rule: policyRule.optional(),
  },
  output: approvalView.extend({ goesOn: z.boolean() }),
  load: ({ tx, scope }, { approvalId }) => loadForAnswer(tx, scope, approvalId),
  authorize: (_, __, subject) => assertOpen(subject),
  async execute({ tx, scope }, input, subject) {
    const { approval } = subject
    const rule = input.rule ?? approval.rule
    await writeRule(tx, scope, subject, rule)
    const withRule = { ...subject, approval: { ...approval, rule } }
    const { answered, goesOn } = await writeAnswer(tx, scope, withRule, {
      status: 'approved',
      scope: 'always',
      reason: '',
    })
    return { ...(answered[0] ?? approval), goesOn }
  },
  audit: ({ tool, toolCallId, runId, rule }, input) => ({
    action: 'approval.approved',
    targetKind: 'run',
    targetId: runId,
    details: { tool, toolCallId, scope: 'always', rule: JSON.stringify(input.rule ?? rule) },
  }),
  async afterCommit(scope, output, _, subject) {
    await announceAnswer(scope, subject, output.goesOn)
    return undefined
  },
})

/** @throws AppError where no such rule may be written, or it would not do what it says */
async function writeRule(
  tx: Tx,
  scope: WorkspaceScope,
  { approval, tool }: LoadedApproval,
  rule: PolicyRule | null,
): Promise<void> {
  if (!tool) throw new AppError('conflict', 'There is no such tool any more.')
  if (!rule || !approval.alwaysAt) {
    throw new AppError(
      'conflict',
      'No rule of this workspace can allow this from now on. Approve it once, or for this run.',
    )
  }
  if (rule.effect !== 'auto' || rule.tools !== approval.tool || !covers(tool, rule, approval.args)) {
    throw new AppError('invalid_input', 'rule: This rule does not allow the call that was asked about.')
  }
  // Of a command the rule never says more than was shown: a tool whose calls can be narrowed is never let through whole.
  if (approval.rule?.when && !rule.when) {
    throw new AppError('invalid_input', 'rule: Say which calls are allowed from now on, not all of them.')
  }
  const rows = await loadPolicies(tx, approval.agentId)
  for (const level of approval.alwaysAt) {
    if (level !== 'workspace' && level !== 'agent') continue
    const { rules, revision } = policyOf(rows, level)
    const same = JSON.stringify([rule.tools, rule.when])
    const kept = rules.filter((each) => each.effect === 'deny' || JSON.stringify([each.tools, each.when]) !== same)
    const next = [...kept, rule]
    if (decideByRules(tool, [{ level, rules: next }], { value: approval.args }).effect !== 'auto') {
      throw new AppError('conflict', 'A stricter rule decides about this call. Change the rules themselves.')
    }
    const place = { agentId: level === 'agent' ? approval.agentId : null }
    await savePolicy(tx, scope, place, next, revision)
  }
}
