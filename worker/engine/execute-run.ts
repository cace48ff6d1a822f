import { atLeast } from '#lib/access/roles.ts'
import { scopeOfRun } from '#lib/access/scope.ts'
import type { OwnPrice } from '#lib/billing/price.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { tellAsker } from '#lib/mail/tell-asker.ts'
import { recallForRun } from '#lib/memory/recall.ts'
import { loadCredentials, type ProviderCredentials } from '#lib/providers/credentials.ts'
import { versionOf } from '#lib/runs/agent-version.ts'
import {
  finishRun,
  insertFailures,
  loadRunContext,
  type ModelFailure,
  type RunAgent,
  type RunEnd,
  RunLostError,
  requeueRun,
  takeSteeringIn,
} from '#lib/runs/progress.ts'
import { toMessageView } from '#lib/runs/views.ts'
import { stoppedError } from '#lib/stops/stopped-error.ts'
import type { RunError, ToolResult } from '#lib/stream/events.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { hintThreadChanged } from '#lib/threads/hint.ts'
import { type ActiveRun, RunStopped } from './active-run.ts'
import { AttemptWaits } from './attempt-waits.ts'
import { callModel, ModelsExhausted } from './call-model.ts'
import { runOpenToolCalls, waitsForClient } from './dispatch-tools.ts'
import { durably } from './durably.ts'
import { LiveStep } from './live-step.ts'
import type { ChatModel } from './models/model.ts'
import { resolveModels } from './models/resolve-models.ts'
import { Publisher } from './publisher.ts'
import { recordLiveStep } from './record.ts'
import type { Engine, RunInProgress } from './run-in-progress.ts'
import { WaitInQueue } from './wait-in-queue.ts'
import { watchLoops } from './watch-loops.ts'

const CANCELLED: ToolResult = { text: 'Cancelled by a person before it ended.', view: { kind: 'text' } }

/** A run that was claimed later than this may be one that nobody was told of. */
const PROMPT_CLAIM_MS = 900

/**
 * Works on a claimed run until it is over, waits in the queue again, or is no longer this worker's. A list of steps,
 * each durable before the next begins (invariant 3). Never throws.
 */
export async function executeRun(engine: Engine, active: ActiveRun): Promise<void> {
  const run = active.claim
  const { threadId } = run
  let progress: RunInProgress | null = null
  const publisher = new Publisher(threadId, () => progress?.live?.snapshot() ?? [])
  try {
    const scope = scopeOfRun(run)
    const { agent, toolbox, approvals, rows, isBudgeted, ownPrices, more } = await durably(active.ownership, () =>
      loadRunContext(scope, run, (tx) => loadCredentials(tx, run.agentId)),
    )
    const { modelIndex, modelTries } = run
    const position = { modelIndex, modelTries }
    const images = new Map<string, Uint8Array | null>()
    progress = {
      engine,
      active,
      run,
      scope,
      agent,
      toolbox,
      approvals,
      rows,
      publisher,
      loops: watchLoops({ run, rows, toolbox }),
      live: null,
      position,
      images,
      reservation: null,
      failures: [],
      prompted: null,
      windowTokens: null,
    }
    active.isBudgeted ||= isBudgeted
    catchUpReaders(progress)
    await recall(progress)
    await takeSteps(progress, more, ownPrices)
  } catch (error) {
    await settle(progress, active, publisher, error)
  } finally {
    await publisher.close()
    const { workspaceId, isPrivate } = run
    if (run.inTeam) tellAsker(scopeOfRun(run), run.runId).catch(() => undefined)
    hintThreadChanged({ workspaceId, threadId, private: isPrivate }).catch(() => undefined)
  }
}

/**
 * Where there are memories, a run's first step is offered those that fit what was asked. A memory that cannot be searched
 * keeps no run from its work.
 */
async function recall({ rows, run, scope, active }: RunInProgress): Promise<void> {
  const isBegun = rows.steps.some((step) => step.run_id === run.runId)
  const isRecalled = rows.recalls?.some((each) => each.run_id === run.runId)
  const message = rows.messages.find(({ id }) => id === run.messageId)
  if (!rows.hasMemories || isBegun || isRecalled || !message) return
  try {
    const found = await recallForRun(scope, run, message.text)
    rows.recalls = [...(rows.recalls ?? []), ...found]
  } catch (error) {
    active.work.throwIfAborted()
    logger().warn({ error, runId: run.runId }, 'a run goes on without its memories')
  }
}

/** Tells what whoever died before may have made durable without a word: the post, the last step and its results. */
function catchUpReaders({ run, rows, publisher }: RunInProgress): void {
  const { runId, attempt } = run
  const message = rows.messages.find(({ id }) => id === run.messageId)
  if (attempt === 1 && run.waitedMs > PROMPT_CLAIM_MS && message) {
    const steersRunId = rows.runs.find(({ id }) => id === runId)?.steers_run_id ?? null
    publisher.push({ type: 'run.queued', runId, attempt: 0, message: toMessageView(message), steersRunId })
  }
  publisher.push({ type: 'run.started', runId, attempt, agentVersion: versionOf(run) })
  if (attempt === 1) return
  for (const message of rows.taken.filter((other) => other.taken_by_run_id === runId)) {
    const step = message.taken_at_step ?? 0
    publisher.push({ type: 'message.taken', runId, attempt, step, message: toMessageView(message) })
  }
  const steps = rows.steps.filter((step) => step.run_id === runId)
  const last = steps.at(-1)
  if (last) {
    const calls = rows.toolCalls.filter((call) => call.step_id === last.id)
    for (const event of LiveStep.restore(run, last, calls).snapshot()) publisher.push(event)
  }
  publisher.push({ type: 'step.restarted', runId, attempt, step: steps.length })
}

async function takeSteps(
  progress: RunInProgress,
  credentials: ProviderCredentials[],
  ownPrices: readonly OwnPrice[],
): Promise<void> {
  const { agent, run, active, publisher } = progress
  if (agent.removed) throw failed('agent_removed', 'The agent was removed.')
  if (!run.role || !atLeast(run.role, 'member')) {
    throw failed('not_allowed', 'Whoever asked for this may no longer give agents work here.')
  }
  active.work.throwIfAborted()
  // Whoever died before may have been told of messages, and not have taken them in.
  let isSteered = (await finishLastStep(progress)) || run.attempt > 1
  // An agent without a usable model fails its run, but not before what its last step left open is settled.
  const models = usableModels(agent, credentials, ownPrices)
  for (;;) {
    if (waitsForClient(progress)) return waitForClient(progress)
    const { stop } = progress.loops
    if (stop) throw failed('loop', `The run went round in circles and was stopped. ${stop.words}`)
    const index = ownSteps(progress).length
    if (index >= run.stepLimit) {
      throw failed('step_limit', `The run stopped after ${index} steps. Continue it if it is on the right way.`)
    }
    if (isSteered) await takeIn(progress, index)
    isSteered = false
    const live = await callModel(progress, models, index)
    if (live.kind === 'answer' && live.toolCalls.length === 0) {
      const end: RunEnd = { status: 'succeeded', error: null }
      await recordLiveStep(progress, live, end)
      publisher.push({ type: 'run.finished', runId: run.runId, attempt: run.attempt, ...end })
      return
    }
    await recordLiveStep(progress, live, null)
    progress.position.modelTries = 0
    isSteered = await runOpenToolCalls(progress, ownSteps(progress).at(-1)?.id ?? '')
  }
}

function usableModels(
  agent: RunAgent,
  credentials: ProviderCredentials[],
  ownPrices: readonly OwnPrice[],
): ChatModel[] {
  try {
    return resolveModels(agent, credentials, ownPrices)
  } catch (error) {
    throw error instanceof AppError ? failed('provider_removed', error.message) : error
  }
}

/** The run holds no slot while its client works; with the results it is queued again. */
async function waitForClient({ active, scope, run, publisher }: RunInProgress): Promise<void> {
  const end: RunEnd = { status: 'waiting', error: null }
  await durably(active.ownership, () => finishRun(scope, run, end, null))
  publisher.push({ type: 'run.finished', runId: run.runId, attempt: run.attempt, ...end })
}

/** What people handed to the run since its last step: the model is told of it with this one. */
async function takeIn(progress: RunInProgress, index: number): Promise<void> {
  const { active, scope, run, rows, publisher } = progress
  const { runId, attempt } = run
  for (const message of await durably(active.ownership, () => takeSteeringIn(scope, run, index))) {
    rows.taken.push(message)
    publisher.push({ type: 'message.taken', runId, attempt, step: index, message: toMessageView(message) })
  }
}

/** The attempt before may have ended among the tool calls of its last step. */
async function finishLastStep(progress: RunInProgress): Promise<boolean> {
  const step = ownSteps(progress).at(-1)
  if (!step) return false
  const calls = progress.rows.toolCalls.filter((call) => call.step_id === step.id)
  if (calls.every((call) => call.result !== null)) return false
  progress.live = LiveStep.restore(progress.run, step, calls)
  return runOpenToolCalls(progress, step.id)
}

function ownSteps({ rows, run }: RunInProgress) {
  return rows.steps.filter((step) => step.run_id === run.runId)
}

function failed(code: string, message: string): ModelsExhausted {
  return new ModelsExhausted({ code, message })
}

/** Writes how the attempt ended; what cannot be written is left to whoever claims the run next. */
async function settle(
  progress: RunInProgress | null,
  active: ActiveRun,
  publisher: Publisher,
  error: unknown,
): Promise<void> {
  const run = active.claim
  const log = logger().child({ runId: run.runId, attempt: run.attempt })
  try {
    if (active.ownership.aborted || error instanceof RunLostError) {
      log.info({ reason: String(active.ownership.reason ?? error) }, 'the run goes on elsewhere')
    } else if (active.isHalted) {
      await halt(progress, active, publisher)
    } else if (active.work.aborted || error instanceof RunStopped) {
      await cancel(progress, active, publisher)
    } else if (error instanceof WaitInQueue && progress) {
      const { scope, position, failures } = progress
      await durably(active.ownership, () => requeueRun(scope, run, error.delayMs, position, failures))
    } else if (error instanceof AttemptWaits) {
      await park(active, publisher, error)
    } else {
      await fail(active, publisher, error, progress?.failures ?? [])
    }
  } catch (settleError) {
    log.warn({ error: settleError }, 'the end of the attempt was not written; the run is claimed again')
  }
}

/** The run holds no slot while it waits; once what it waits for is there, it is queued again. */
async function park(active: ActiveRun, publisher: Publisher, waits: AttemptWaits): Promise<void> {
  const run = active.claim
  const end = await durably(active.ownership, () => waits.write(scopeOfRun(run), run))
  if (end) publisher.push({ type: 'run.finished', runId: run.runId, attempt: run.attempt, ...end })
}

/** Stopped by somebody, to go on at this step: what was streamed of it is void, and calls that have not begun stay open. */
async function halt(progress: RunInProgress | null, active: ActiveRun, publisher: Publisher): Promise<void> {
  const run = active.claim
  const { runId, attempt } = run
  const end: RunEnd = { status: 'waiting', error: stoppedError() }
  await durably(active.ownership, () => finishRun(scopeOfRun(run), run, end, null))
  const live = progress?.live
  const isDurable = live && progress.rows.steps.some((step) => step.run_id === runId && step.index === live.index)
  if (live && !isDurable) publisher.push({ type: 'step.restarted', runId, attempt, step: live.index })
  publisher.push({ type: 'run.finished', runId, attempt, ...end })
}

/** What was streamed of an unfinished answer is kept: people have read it. */
async function cancel(progress: RunInProgress | null, active: ActiveRun, publisher: Publisher): Promise<void> {
  const run = active.claim
  const { runId, attempt } = run
  const end: RunEnd = { status: 'cancelled', error: null }
  const open = progress ? openCalls(progress) : []
  const live = progress?.live ?? null
  const isDurable = live !== null && progress?.rows.steps.some((s) => s.run_id === runId && s.index === live.index)
  // Half of a summary stands for nothing.
  if (progress && live?.kind === 'answer' && !isDurable && live.parts.length > 0) {
    for (const { view } of live.toolCalls) {
      live.toolFinished(view.id, 'cancelled', CANCELLED)
      open.push({ step: live.index, toolCallId: view.id })
    }
    await recordLiveStep(progress, live, end)
  } else {
    const scope = scopeOfRun(run)
    await durably(active.ownership, () => finishRun(scope, run, end, { status: 'cancelled', result: CANCELLED }))
  }
  for (const call of open) {
    publisher.push({ type: 'tool.finished', runId, attempt, ...call, status: 'cancelled', result: CANCELLED })
  }
  publisher.push({ type: 'run.finished', runId, attempt, ...end })
}

/** Calls of durable steps without a result, whoever made them: of a dead worker's as well. */
function openCalls({ rows, run }: RunInProgress): { step: number; toolCallId: string }[] {
  return rows.toolCalls.flatMap((call) => {
    if (call.run_id !== run.runId || call.result !== null) return []
    return [{ step: rows.steps.find(({ id }) => id === call.step_id)?.index ?? 0, toolCallId: call.id }]
  })
}

async function fail(
  active: ActiveRun,
  publisher: Publisher,
  error: unknown,
  failures: readonly ModelFailure[],
): Promise<void> {
  const run = active.claim
  const end: RunEnd = { status: 'failed', error: toRunError(error, run.runId) }
  const also = (tx: Tx) => insertFailures(tx, run, failures)
  await durably(active.ownership, () => finishRun(scopeOfRun(run), run, end, null, also))
  publisher.push({ type: 'run.finished', runId: run.runId, attempt: run.attempt, ...end })
}

/** Expected errors in their own words; others are logged, and the person gets the log's id. */
function toRunError(error: unknown, runId: string): RunError {
  if (error instanceof ModelsExhausted) return error.error
  if (error instanceof AppError) return { code: error.code, message: error.message }
  const errorId = newId()
  logger().error({ error, runId, errorId }, 'a run failed unexpectedly')
  return { code: 'internal', message: `Something went wrong inside of Crewhouse. The log has it as ${errorId}.` }
}
