import { usageKey } from '#lib/billing/append-usage.ts'
import { budgetWords, releaseBudget, reserveBudget, WAITS_FOR_BUDGET } from '#lib/budgets/reserve.ts'
import { finishRun, type RunEnd, RunLostError } from '#lib/runs/progress.ts'
import { AttemptWaits } from './attempt-waits.ts'
import { estimateMessages, estimateTokens } from './compaction.ts'
import { durably } from './durably.ts'
import type { ChatModel } from './models/model.ts'
import type { PlannedStep } from './planned-step.ts'
import type { RunInProgress } from './run-in-progress.ts'
import { WaitInQueue } from './wait-in-queue.ts'

/** What an answer is taken to be long, where the agent does not bound it. */
const USUAL_OUTPUT_TOKENS = 2_000
/** Others have set aside what is left: they will have settled it about then. */
const BUSY_MS = 400

/**
 * Sets the call aside in all budgets of the run, before it is made: the one place where a step meets them.
 * @throws AttemptWaits where one is used up, WaitInQueue where others hold what is left of it
 */
export async function reserveCall(
  progress: RunInProgress,
  model: ChatModel,
  stepIndex: number,
  { instructions, messages, tools }: Omit<PlannedStep, 'kind'>,
): Promise<void> {
  const { run, scope, active } = progress
  const { runId, attempt } = run
  const key = usageKey({ runId, attempt, stepIndex })
  const inputTokens = estimateTokens(instructions) + estimateMessages(messages) + 100 * tools.length
  const tokens = {
    inputTokens,
    outputTokens: Math.min(USUAL_OUTPUT_TOKENS, model.maxOutputTokens ?? USUAL_OUTPUT_TOKENS),
  }
  const { provider, model: name } = model
  const costMicros = model.costMicros(tokens)
  const call = { key, runId, attempt, stepIndex, provider, model: name, costMicros, ...tokens }
  const reservation = await durably(active.ownership, () => reserveBudget(scope, call))
  switch (reservation.outcome) {
    case 'lost':
      throw new RunLostError(run)
    case 'reserved':
      progress.reservation = key
      return
    case 'busy':
      throw new WaitInQueue(Math.round(BUSY_MS * (0.5 + Math.random())))
    case 'exhausted': {
      const { outcome: _, ...budget } = reservation
      const message = budgetWords(budget)
      const end: RunEnd = { status: 'waiting', error: { code: WAITS_FOR_BUDGET, message, budget } }
      throw new AttemptWaits(message, async (within, claim) => {
        await finishRun(within, claim, end, null)
        return end
      })
    }
  }
}

/** The provider refused the call: it costs nothing, unless it had begun to answer. */
export async function releaseCall(progress: RunInProgress): Promise<void> {
  const { scope, active, reservation, live } = progress
  if (!reservation) return
  progress.reservation = null
  const hasBegun = live !== null && (live.parts.length > 0 || live.toolCalls.length > 0)
  if (!hasBegun) await durably(active.ownership, () => releaseBudget(scope, reservation))
}
