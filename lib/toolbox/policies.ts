import type { Scope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { type PolicyRule, policyRules } from '#lib/tools/schema.ts'
import type { PolicyView } from './schema.ts'
import { type PolicyRow, selectPolicies, upsertPolicy } from './store.ts'

export type { PolicyRow } from './store.ts'

/** Locks nothing: what is read here is shown, and saved on top of its revision. */
export async function loadPolicies(tx: Tx, agentId: string | null): Promise<PolicyRow[]> {
  return selectPolicies(tx, agentId)
}

export function policyOf(rows: readonly PolicyRow[], level: PolicyRow['level']): PolicyView {
  return toPolicyView(rows.find((row) => row.level === level))
}

function toPolicyView(row: Omit<PolicyRow, 'level'> | undefined): PolicyView {
  if (!row) return { rules: [], revision: 0, updatedAt: null, updatedBy: null }
  const { revision, updatedAt, updatedBy } = row
  return { rules: policyRules.parse(row.rules), revision, updatedAt: updatedAt.toISOString(), updatedBy }
}

/**
 * Saves the rules of the scope's tenant or workspace, or of an agent.
 * @throws AppError `conflict` where somebody saved since `basedOn` was read
 */
export async function savePolicy(
  tx: Tx,
  scope: Scope,
  place: { agentId: string | null },
  rules: readonly PolicyRule[],
  basedOn: number | undefined,
): Promise<PolicyView> {
  const saved = await upsertPolicy(tx, scope, place, rules, basedOn)
  if (!saved) {
    throw new AppError('conflict', 'Somebody else saved these rules since you read them. Load them again, then save.')
  }
  return toPolicyView(saved)
}

/** What the audit trail says of a save: the rules are no secret. */
export function policyAudit(targetKind: string, targetId: string, { rules, revision }: PolicyView) {
  const text = JSON.stringify(rules)
  return {
    action: 'tool-policy.changed',
    targetKind,
    targetId,
    details: { revision, rules: text.length > 20_000 ? `${text.slice(0, 20_000)}...` : text },
  }
}
