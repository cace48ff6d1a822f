import { z } from 'zod'
import { parseInput } from '#lib/access/define-use-case.ts'
import type { Principal } from '#lib/access/scope.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { answerTools } from '#lib/runs/answer-tools.ts'
import { cancelRun } from '#lib/runs/cancel-run.ts'
import { findRunOfTool } from '#lib/runs/find-run-of-tool.ts'
import { startCompletion } from '#lib/runs/start-completion.ts'
import { formatCursor } from '#lib/stream/cursor.ts'
import { openCursor } from '#lib/stream/read-topic.ts'
import { failureOf } from '../result.ts'
import { jsonResponse } from '../route.ts'
import { Answer, type AnswerEnd } from './answer.ts'
import { errorBody } from './errors.ts'
import { type Followed, followRun } from './follow-run.ts'
import { findModel } from './models.ts'
import { askedBy, type CompletionRequest, completionRequest } from './request.ts'

const KEEP_ALIVE_MS = 15_000
const encoder = new TextEncoder()

const usage = z.object({ prompt_tokens: z.int(), completion_tokens: z.int(), total_tokens: z.int() })
const toolCall = z.object({
  id: z.string(),
  type: z.literal('function'),
  function: z.object({ name: z.string(), arguments: z.string() }),
})

/** An answer in one piece. */
export const completionView = z.object({
  id: z.string(),
  object: z.literal('chat.completion'),
  created: z.int(),
  model: z.string(),
  choices: z.array(
    z.object({
      index: z.literal(0),
      message: z.object({
        role: z.literal('assistant'),
        content: z.string().nullable(),
        refusal: z.null(),
        tool_calls: z.array(toolCall).optional(),
      }),
      logprobs: z.null(),
      finish_reason: z.enum(['stop', 'length', 'tool_calls']),
    }),
  ),
  usage,
  /** Where the answer is in the app; send `thread_id` as `metadata.thread_id` to go on there. */
  crewhouse: z.object({ thread_id: z.string(), run_id: z.string() }),
})

interface Started {
  answer: Answer
  followed: Followed
  request: CompletionRequest
  /** What every piece of the answer begins with. */
  head: { id: string; created: number; model: string }
}

/** Whether the client wants the answer while it is made. */
export function wantsStream(body: unknown): boolean {
  return typeof body === 'object' && body !== null && (body as { stream?: unknown }).stream === true
}

/** Has an agent answer a chat completion. Who goes away before the end cancels the run. */
export async function completeChat(principal: Principal, body: unknown, signal: AbortSignal): Promise<Response> {
  const request = parseInput(completionRequest, body)
  const started = await start(principal, request)
  return request.stream ? streamed(started, signal) : whole(started, signal)
}

async function start(principal: Principal, request: CompletionRequest): Promise<Started> {
  const asked = askedBy(request)
  const { agent, workspaceId } = await findModel(principal, request.model)
  const tools = new Set((request.tools ?? []).map((tool) => tool.function.name))
  const head = { id: `chatcmpl-${newId()}`, created: Math.floor(Date.now() / 1000), model: agent.id }
  if (asked.kind === 'results') {
    const toolCallId = asked.results[0]?.toolCallId
    const waiting = await findRunOfTool.run(principal, { workspaceId, toolCallId, agentId: agent.id })
    const { threadId, id: runId, attempt, steps } = waiting
    // Before it goes on: what happens in between is then read as well.
    const cursor = formatCursor(await openCursor(`thread:${threadId}`))
    await answerTools.run(principal, { workspaceId, runId, results: asked.results })
    const answer = new Answer(tools, { step: steps.length, attempt: attempt + 1 })
    return { answer, followed: { principal, workspaceId, threadId, runId, cursor }, request, head }
  }
  const threadId = request.metadata?.thread_id ?? newId()
  const cursor = formatCursor(await openCursor(`thread:${threadId}`))
  const { text, client } = asked
  const isNew = !request.metadata?.thread_id
  const { run } = await startCompletion.run(principal, {
    workspaceId,
    agentId: agent.id,
    threadId,
    isNew,
    text,
    client,
  })
  const answer = new Answer(tools, { step: 0, attempt: 0 })
  return { answer, followed: { principal, workspaceId, threadId, runId: run.id, cursor }, request, head }
}

/** What the answer grows by, until the run is over. */
async function* growth({ answer, followed }: Started, signal: AbortSignal): AsyncGenerator<string> {
  try {
    for await (const news of followRun(followed, signal)) {
      const added = news.kind === 'event' ? answer.take(news.event) : answer.takeRun(news.run)
      if (added !== '') yield added
      if (answer.end) break
    }
  } finally {
    if (!answer.end && signal.aborted) await cancel(followed)
  }
  if (answer.end && isFailure(answer.end)) throw new RunFailed(answer.end)
}

/** A run that waits with an error waits for a person: it gives its client nothing to do. */
function isFailure({ status, error }: AnswerEnd): boolean {
  return status !== 'succeeded' && (status !== 'waiting' || error !== null)
}

/** Nobody waits for the answer any more; what was done stays in the thread, where it can be resumed. */
async function cancel({ principal, workspaceId, runId }: Followed): Promise<void> {
  await bestEffort('cancelling a run whose client went away', cancelRun.run(principal, { workspaceId, runId }))
}

class RunFailed extends Error {
  readonly code: string

  constructor({ status, error }: AnswerEnd) {
    super(error?.message ?? 'The run was cancelled.')
    this.code = error?.code ?? status
  }
}

async function whole(started: Started, signal: AbortSignal): Promise<Response> {
  const { answer, head } = started
  try {
    for await (const _ of growth(started, signal));
  } catch (error) {
    if (!(error instanceof RunFailed)) throw error
    const status = error.code === 'rate_limited' ? 429 : 502
    const response = jsonResponse(errorBody(status, error.code, error.message), status)
    for (const [name, value] of Object.entries(placeHeaders(started))) response.headers.set(name, value)
    // The agent has tried for itself; a client that repeats this would have all of it done again.
    response.headers.set('x-should-retry', 'false')
    return response
  }
  const hasCalls = answer.finishReason === 'tool_calls'
  const response = jsonResponse({
    ...head,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: hasCalls && answer.text === '' ? null : answer.text,
          refusal: null,
          ...(hasCalls ? { tool_calls: answer.calls } : {}),
        },
        logprobs: null,
        finish_reason: answer.finishReason,
      },
    ],
    usage: answer.usage,
    crewhouse: placeOf(started),
  } satisfies z.input<typeof completionView>)
  for (const [name, value] of Object.entries(placeHeaders(started))) response.headers.set(name, value)
  return response
}

function streamed(started: Started, signal: AbortSignal): Response {
  const left = new AbortController()
  const pieces = chunks(started, AbortSignal.any([signal, left.signal]))
  let keepAlive: NodeJS.Timeout | undefined
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      keepAlive = setInterval(() => controller.enqueue(encoder.encode(': keep-alive\n\n')), KEEP_ALIVE_MS)
    },
    async pull(controller) {
      const next = await pieces.next()
      if (!next.done) return controller.enqueue(encoder.encode(`data: ${next.value}\n\n`))
      clearInterval(keepAlive)
      controller.close()
    },
    async cancel() {
      clearInterval(keepAlive)
      left.abort()
      await pieces.return(undefined)
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      ...placeHeaders(started),
    },
  })
}

/** The answer's pieces as OpenAI's clients put them together again. */
async function* chunks(started: Started, signal: AbortSignal): AsyncGenerator<string> {
  const { answer, head, request } = started
  const withUsage = request.stream_options?.include_usage === true
  const chunk = (delta: object, finishReason: string | null = null) =>
    JSON.stringify({
      ...head,
      object: 'chat.completion.chunk',
      choices: [{ index: 0, delta, logprobs: null, finish_reason: finishReason }],
      ...(withUsage ? { usage: null } : {}),
    })
  try {
    yield chunk({ role: 'assistant', content: '' })
    for await (const content of growth(started, signal)) yield chunk({ content })
    const isWaiting = answer.finishReason === 'tool_calls'
    if (isWaiting) yield chunk({ tool_calls: answer.calls.map((call, index) => ({ index, ...call })) })
    yield chunk({}, answer.finishReason)
    if (withUsage) {
      yield JSON.stringify({ ...head, object: 'chat.completion.chunk', choices: [], usage: answer.usage })
    }
  } catch (error) {
    if (signal.aborted) return
    yield JSON.stringify(streamError(error))
  }
  yield '[DONE]'
}

function streamError(error: unknown) {
  if (error instanceof RunFailed) return errorBody(502, error.code, error.message)
  const { code, message } = failureOf(error instanceof Error ? error : new AppError('internal', 'Unknown.'), 'openai')
  return errorBody(500, code, message)
}

function placeOf({ followed }: Started) {
  return { thread_id: followed.threadId, run_id: followed.runId }
}

function placeHeaders({ followed }: Started): Record<string, string> {
  return { 'x-crewhouse-thread-id': followed.threadId, 'x-crewhouse-run-id': followed.runId }
}
