import { setTimeout as delay } from 'node:timers/promises'
import { newId } from '#lib/ids.ts'
import { isImage } from '#lib/runs/media-type.ts'
import type { ModelFailure } from '#lib/runs/progress.ts'
import type { RunError } from '#lib/stream/events.ts'
import { releaseCall, reserveCall } from './budgets.ts'
import { estimateMessages, planStep } from './compaction.ts'
import { coolDown, coolDownMs } from './cool-down.ts'
import { loadImages } from './images.ts'
import { LiveStep } from './live-step.ts'
import { type ChatModel, ModelError, type ModelEvent } from './models/model.ts'
import type { RunInProgress } from './run-in-progress.ts'
import { SilenceWatch } from './silence-watch.ts'
import { WaitInQueue } from './wait-in-queue.ts'

const TRIES_PER_MODEL = 4
const FIRST_BACKOFF_MS = 500
/** A longer wait gives the run back to the queue: it holds no slot then. */
const LONGEST_WAIT_IN_PROCESS_MS = 2000
/** Who is told to wait longer does not try this model again. */
const LONGEST_WAIT_MS = 10 * 60_000

const MAX_FAILURE_CHARS = 4_000

/** No model of the agent answered. */
export class ModelsExhausted extends Error {
  readonly error: RunError

  constructor(error: RunError) {
    super(error.message)
    this.name = 'ModelsExhausted'
    this.error = error
  }
}

/**
 * Has the agent's models answer, one step: retried with backoff, then the next model. The answer streams to readers
 * and is left in `progress.live`. Its kind says whether it is an answer, or a summary of what came before.
 * @throws WaitInQueue, AttemptWaits, ModelsExhausted, or the reason for which the work was stopped
 */
export async function callModel(progress: RunInProgress, models: ChatModel[], index: number): Promise<LiveStep> {
  const { position, active } = progress
  let failure: RunError = { code: 'no_model', message: 'The agent has no model. Choose one in its settings.' }
  for (;;) {
    const model = models[position.modelIndex]
    if (!model) throw new ModelsExhausted(failure)
    const restMs = coolDownMs(model.keyId)
    if (restMs > 0) {
      announceRetry(progress, 'The provider asked for a pause.', restMs, model)
      await wait(restMs, active.work)
      continue
    }
    const startedAt = new Date()
    try {
      return await streamStep(progress, model, index)
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      const { runId, attempt } = progress.run
      await releaseCall(progress)
      progress.live = null
      progress.publisher.push({ type: 'step.restarted', runId, attempt, step: index })
      failure = { code: error.kind, message: error.message }
      const failed = noteFailure(progress, { index, model, error, startedAt })
      if (error.kind === 'too_long' && shrinkWindow(progress, model)) continue
      const delayMs = await afterFailure(position, model, error)
      failed.delayMs = delayMs
      const next = models[position.modelIndex]
      if (!next) throw new ModelsExhausted(failure)
      announceRetry(progress, error.message, delayMs, next)
      await wait(delayMs, active.work)
    }
  }
}

/** A failed call is part of the run's history; stored with what comes next. */
function noteFailure(
  progress: RunInProgress,
  { index, model, error, startedAt }: { index: number; model: ChatModel; error: ModelError; startedAt: Date },
): ModelFailure {
  const { provider, model: name } = model
  const message = error.message.slice(0, MAX_FAILURE_CHARS)
  const failure: ModelFailure = {
    id: newId(),
    stepIndex: index,
    provider,
    model: name,
    kind: error.kind,
    message,
    delayMs: 0,
    startedAt,
    failedAt: new Date(),
  }
  progress.failures.push(failure)
  return failure
}

/** The window is smaller than it was taken for: the next try sends less. @returns false where it was smaller already */
function shrinkWindow(progress: RunInProgress, model: ChatModel): boolean {
  if (progress.windowTokens !== null) return false
  progress.windowTokens = Math.floor(estimateMessages(planStep(progress, model).messages) / 2)
  return true
}

/** Moves on to the next try or the next model. @returns how long to wait before */
async function afterFailure(position: RunInProgress['position'], model: ChatModel, error: ModelError): Promise<number> {
  const backoffMs = FIRST_BACKOFF_MS * 2 ** position.modelTries * (0.8 + 0.4 * Math.random())
  const delayMs = Math.round(error.retryAfterMs ?? backoffMs)
  if (error.kind === 'rate_limited') await coolDown(model.keyId, Math.min(delayMs, LONGEST_WAIT_MS))
  position.modelTries++
  if (error.retryable && position.modelTries < TRIES_PER_MODEL && delayMs <= LONGEST_WAIT_MS) return delayMs
  position.modelIndex++
  position.modelTries = 0
  return 0
}

async function wait(delayMs: number, signal: AbortSignal): Promise<void> {
  if (delayMs > LONGEST_WAIT_IN_PROCESS_MS) throw new WaitInQueue(delayMs)
  await delay(delayMs, undefined, { signal }).catch(() => signal.throwIfAborted())
}

function announceRetry({ publisher, run }: RunInProgress, reason: string, delayMs: number, next: ChatModel): void {
  const { runId, attempt } = run
  publisher.push({ type: 'run.retrying', runId, attempt, reason, delayMs, model: next.model })
}

async function streamStep(progress: RunInProgress, model: ChatModel, index: number): Promise<LiveStep> {
  const { rows, run, publisher, active } = progress
  const hasImages = [...rows.messages, ...rows.taken].some(({ attachments }) =>
    attachments.some(({ mediaType }) => isImage(mediaType)),
  )
  if (model.sees && hasImages) await loadImages(progress)
  const where = { runId: run.runId, attempt: run.attempt, step: index }
  const planned = planStep(progress, model)
  const { kind, settings: _, ...request } = planned
  if (active.isBudgeted) await reserveCall(progress, model, index, planned)
  const live = new LiveStep(run, { index, kind, provider: model.provider, model: model.model })
  live.asked = planned
  live.parameters = model.parameters ?? {}
  progress.live = live
  publisher.push({ type: 'step.started', ...where, kind, provider: model.provider, model: model.model })
  active.enter('model', model.model, index)
  const watch = new SilenceWatch(model.model, index)
  const signal = AbortSignal.any([active.work, watch.signal])
  const onSign = () => {
    watch.noteSign()
    active.noteSign()
  }
  try {
    await readAnswer(progress, live, model.stream({ ...request, signal, onSign }))
  } finally {
    watch.end()
  }
  if (!live.finish) throw new ModelError('bad_response', 'The model did not finish its answer.')
  if (kind === 'summary' && !live.parts.some((part) => part.type === 'text' && part.text.trim() !== '')) {
    throw new ModelError('bad_response', 'The model did not summarise the conversation, which has outgrown its window.')
  }
  return live
}

async function readAnswer(progress: RunInProgress, live: LiveStep, answer: AsyncIterable<ModelEvent>): Promise<void> {
  const { run, publisher, active } = progress
  const where = { runId: run.runId, attempt: run.attempt, step: live.index }
  for await (const event of answer) {
    live.firstTokenAt ??= new Date()
    switch (event.type) {
      case 'text':
        live.addText(storable(event.text))
        publisher.push({ type: 'text.delta', ...where, text: storable(event.text) })
        break
      case 'reasoning':
        live.addReasoning(storable(event.text), event.providerMetadata)
        if (event.text) publisher.push({ type: 'reasoning.delta', ...where, text: storable(event.text) })
        break
      case 'tool-call': {
        const { name, args } = event
        const toolCallId = newId()
        live.addToolCall({ ...event, id: toolCallId })
        publisher.push({ type: 'tool.called', ...where, toolCallId, name, args })
        break
      }
      case 'finish':
        live.finish = { finishReason: event.finishReason, usage: event.usage }
    }
  }
  active.work.throwIfAborted()
}

/** PostgreSQL refuses NUL; readers of the stream are to see what it will hold. */
function storable(text: string): string {
  return text.replaceAll('\0', '\ufffd')
}
