import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { selectAgentIds } from './settings-store.ts'
import type { TalkRule } from './talk-rule.ts'

/** @throws AppError `invalid_input` where a rule names an agent that the workspace does not have */
export async function checkTalkRule(tx: Tx, rule: TalkRule): Promise<void> {
  const named = rule.mode === 'pairs' ? rule.pairs.flat() : rule.mode === 'coordinator' ? [rule.coordinatorId] : []
  if (named.length === 0) return
  const known = new Set(await selectAgentIds(tx, named))
  const unknown = named.find((id) => !known.has(id))
  if (unknown) throw new AppError('invalid_input', `talk: There is no agent ${unknown} in this workspace.`)
  const self = rule.mode === 'pairs' ? rule.pairs.find(([a, b]) => a === b) : undefined
  if (self) throw new AppError('invalid_input', 'talk: A pair is two different agents.')
}
