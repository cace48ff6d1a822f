import type { Scope } from '#lib/access/scope.ts'
import { loadAgent } from '#lib/agents/load-agent.ts'
import type { AuditEntry } from '#lib/audit/append-audit.ts'
import type { Tx } from '#lib/db/client.ts'
import { newId } from '#lib/ids.ts'
import type { ScanReport } from '#lib/scan/schema.ts'
import { loadSkill } from './load-skill.ts'
import type { SkillPackage } from './read-package.ts'
import type { SkillSaved, SkillSummary } from './schema.ts'
import { insertVersion } from './store.ts'

/**
 * A new skill of the scope's workspace or organisation, or of an agent. Its files were read and checked by `readPackage`,
 * outside of the transaction. `approvedByName`: an admin who has seen the findings that were high has let it through.
 * @returns `skill` null where a critical finding blocks it: nothing is stored then
 */
export async function addSkill(
  tx: Tx,
  scope: Scope,
  input: { agentId: string | null; content: SkillPackage; approvedByName?: string | null },
): Promise<SkillSaved> {
  const { agentId, content, approvedByName = null } = input
  if (agentId) await loadAgent(tx, agentId)
  return saveSkill(tx, scope, null, { id: newId(), agentId, content, approvedByName })
}

/** Stores what the check lets pass: at once, or until an admin has looked at it. What it blocks is nowhere stored. */
export async function saveSkill(
  tx: Tx,
  scope: Scope,
  before: SkillSummary | null,
  skill: { id: string; agentId: string | null; content: SkillPackage; approvedByName?: string | null },
): Promise<SkillSaved> {
  const { report } = skill.content
  if (report.verdict === 'block') return { skill: null, report }
  await insertVersion(tx, scope, before, skill)
  return { skill: await loadSkill(tx, skill.id), report }
}

/** What is kept of a save, a refused one included. */
export function auditOf(
  action: string,
  saved: { skill: { id: string; name: string; version: number } | null; report: ScanReport },
  blocked: { kind: 'skill' | 'workspace' | 'tenant'; id: string },
): AuditEntry {
  const worst = saved.report.findings[0]
  return {
    action: saved.skill ? action : 'skill.blocked',
    targetKind: saved.skill ? 'skill' : blocked.kind,
    targetId: saved.skill?.id ?? blocked.id,
    details: {
      name: saved.skill?.name ?? null,
      version: saved.skill?.version ?? null,
      verdict: saved.report.verdict,
      findings: saved.report.findings.length,
      worst: worst ? `${worst.reason} ${worst.path}:${worst.line}`.slice(0, 200) : null,
    },
  }
}
