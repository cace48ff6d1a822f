import type { WorkspaceScope } from '#lib/access/scope.ts'
import { appendAudit } from '#lib/audit/append-audit.ts'
import type { Tx } from '#lib/db/client.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { announce } from '#lib/runs/announce.ts'
import { delegateRun } from '#lib/runs/delegate-run.ts'
import type { MessageRow, RunRow } from '#lib/runs/rows.ts'
import { toMessageView } from '#lib/runs/views.ts'
import { openPairThread } from '#lib/threads/open-pair-thread.ts'
import { accept } from './accept.ts'
import { countMessage } from './count-message.ts'
import { hintTeamChanged } from './hint.ts'
import { loadSettingsInForce } from './settings-in-force.ts'
import { findSent, findTargets, holdSendingRun, holdTeamOf, insertMessage, type SentMessage } from './store.ts'

/** What an agent's tool call sends. */
export interface Sending {
  kind: 'ask' | 'tell'
  runId: string
  agentId: string
  toolCallId: string
  /** A name or an id. */
  agent: string
  text: string
  /** Of an ask. */
  patienceS: number | null
}

export type Outcome =
  | { accepted: true; message: SentMessage; warnings: string[]; delayMs: number }
  | { accepted: false; reason: string }

interface Posted {
  message: MessageRow
  run: RunRow
}

/**
 * Sends a message of one agent to another, once for each tool call: whoever makes the call again is told what it sent.
 * @throws AppError where there is no such agent, or the run is not at work
 */
export async function send(scope: WorkspaceScope, sending: Sending): Promise<Outcome> {
  const before = await withScope(scope, async (tx) => ({
    sent: await findSent(tx, sending.toolCallId),
    limits: (await loadSettingsInForce(tx, sending.agentId)).limits,
  }))
  if (before.sent) return { accepted: true, message: before.sent, warnings: [], delayMs: 0 }
  const recent = await countMessage(sending.agentId, before.limits.maxMessagesPerMinute)
  let posted: Posted | null = null
  const outcome = await withScope(scope, async (tx): Promise<Outcome> => {
    const run = await holdSendingRun(tx, sending.runId)
    if (!run) throw new AppError('conflict', 'The run that sends this is over.')
    await holdTeamOf(tx, run.rootRunId)
    const sent = await findSent(tx, sending.toolCallId)
    if (sent) return { accepted: true, message: sent, warnings: [], delayMs: 0 }
    const to = await findTarget(tx, sending.agent)
    const settings = await loadSettingsInForce(tx, run.agentId)
    const { kind, text, toolCallId } = sending
    const verdict = await accept({ tx, scope, settings }, { kind, run, to, text, toolCallId, recent })
    if (!verdict.accepted) return verdict
    const { rootRunId, privateTo } = run
    const threadId = await openPairThread(tx, scope, {
      rootRunId,
      fromAgentId: run.agentId,
      toAgentId: to.id,
      privateTo,
    })
    if (!threadId) return { accepted: false, reason: `A person removed your conversation with "${to.name}".` }
    const author = { id: run.agentId, name: run.agentName }
    posted = await delegateRun(
      tx,
      scope,
      { threadId, agentId: to.id, privateTo, text },
      { author, rootRunId, askedByRunId: run.id, depth: run.depth + 1, delayMs: verdict.delayMs },
    )
    const runId = posted.run.id
    await insertMessage(tx, scope, {
      ...{ kind, author, privateTo, rootRunId, toolCallId, threadId, runId, text, patienceS: sending.patienceS },
      ...{ fromAgentId: run.agentId, fromRunId: run.id, toAgentId: to.id },
    })
    await appendAudit(tx, scope, {
      action: kind === 'ask' ? 'agent.asked' : 'agent.told',
      targetKind: 'run',
      targetId: runId,
      details: { fromAgentId: run.agentId, toAgentId: to.id, threadId, toolCallId },
      idempotencyKey: `agent-message:${toolCallId}`,
    })
    const message = await findSent(tx, toolCallId)
    if (!message) throw new Error('a message vanished in the transaction that wrote it')
    return { accepted: true, message, warnings: verdict.warnings, delayMs: verdict.delayMs }
  })
  await announceSent(scope, posted)
  return outcome
}

/** @throws AppError that tells the agent whom it may have meant */
async function findTarget(tx: Tx, agent: string) {
  const found = await findTargets(tx, agent)
  const [target] = found
  if (!target)
    throw new AppError('not_found', `There is no agent "${agent}" in this workspace. agents_list tells who there is.`)
  if (found.length > 1) {
    const ids = found.map(({ id }) => id).join(', ')
    throw new AppError('invalid_input', `Several agents are called "${agent}". Say which by its id: ${ids}.`)
  }
  return target
}

/** Tells readers and workers; a refusal is worth a look at the team's page as well. */
export async function announceSent(scope: WorkspaceScope, posted: Posted | null): Promise<void> {
  const told = hintTeamChanged(scope.workspaceId)
  if (posted) {
    const { message, run } = posted
    await announce({
      workspaceId: scope.workspaceId,
      threadId: run.thread_id,
      private: run.private_to !== null,
      events: [
        { type: 'run.queued', runId: run.id, attempt: run.attempt, message: toMessageView(message), steersRunId: null },
      ],
      wake: run.id,
    })
  }
  await told
}
