import type { IncomingMessage, ServerResponse } from 'node:http'
import { type OwnPrice, priceMicros } from '#lib/billing/price.ts'
import { budgetWords } from '#lib/budgets/reserve.ts'
import type { SandboxOwner } from '#lib/egress/access.ts'
import { newId } from '#lib/ids.ts'
import {
  loadCodeTokens,
  loadModelAccess,
  type ModelAccess,
  recordCodeUsage,
  releaseCodeCall,
  reserveCodeCall,
} from '#lib/runs/model-access.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { RedactionPatterns } from '#lib/telemetry/redactor.ts'
import type { ActiveRun } from '../../engine/active-run.ts'
import { coolDown, coolDownMs } from '../../engine/cool-down.ts'
import { classifyModelError } from '../../engine/models/classify-error.ts'
import type { ModelError } from '../../engine/models/model.ts'
import { type OpenProvider, openLanguageModel } from '../../engine/models/resolve-models.ts'
import { PROVIDER_OPTIONS, type PricedModel } from '../../engine/models/stream-model.ts'
import { Allowance } from './allowance.ts'
import { ChatAnswer } from './answer.ts'
import { findOffered, listOffered, type OfferedModel } from './offer.ts'
import { ModelProblem, sendJson, sendProblem } from './problem.ts'
import { askedOutput, type ChatRequest, readChatRequest, toCall } from './request.ts'
import { Sender } from './sender.ts'
import { readModelToken } from './token.ts'
import { estimateTokens, usageOf } from './usage.ts'

/** Where code in a sandbox finds models: a name that the gateway alone knows. */
export const MODELS_HOST = 'llm.crewhouse.internal'
export const MODELS_PORT = 80

const MAX_BODY_BYTES = 8 * 1024 * 1024
const CALL_TIMEOUT_MS = 10 * 60_000
const LONGEST_REST_MS = 10 * 60_000

export interface ModelProxyOptions {
  /** A run that this worker works on: an agent's runs and its sandbox are one worker's. */
  findRun(runId: string): ActiveRun | undefined
}

interface Asked {
  owner: SandboxOwner
  run: ActiveRun
  access: ModelAccess
}

/**
 * Models for code in a sandbox, at an address like OpenAI's. The code shows a token that is worth something over this
 * agent's own link alone, and while the run goes on; the real key never leaves this process but towards the provider.
 */
export class ModelProxy {
  readonly #options: ModelProxyOptions
  readonly #allowances = new WeakMap<ActiveRun, Promise<Allowance>>()

  constructor(options: ModelProxyOptions) {
    this.#options = options
  }

  /** Answers a request of that sandbox. @returns the run that it was for, for the log */
  async answer(request: IncomingMessage, response: ServerResponse, owner: SandboxOwner, path: string) {
    const runId = readModelToken(owner.agentId, request.headers.authorization)
    try {
      const asked = await this.#admit(owner, runId)
      await this.#route(request, response, path, asked)
    } catch (error) {
      const problem = problemOf(error)
      if (response.headersSent) response.destroy()
      else sendProblem(response, problem)
    }
    return runId
  }

  async #admit(owner: SandboxOwner, runId: string | null): Promise<Asked> {
    const run = runId === null ? undefined : this.#options.findRun(runId)
    if (!run || run.claim.agentId !== owner.agentId || run.work.aborted) {
      const words =
        runId === null
          ? 'This token is not valid here. Use OPENAI_API_KEY as the command that a run starts finds it in its environment.'
          : 'The run that this token belongs to is over.'
      throw new ModelProblem(401, 'invalid_api_key', words)
    }
    const access = await loadModelAccess(owner)
    if (!access || access.budgetTokens === 0) {
      const words = 'Code of this agent may call no models. Somebody can allow it in the settings of the agent.'
      throw new ModelProblem(403, 'models_off', words)
    }
    return { owner, run, access }
  }

  async #route(request: IncomingMessage, response: ServerResponse, path: string, asked: Asked): Promise<void> {
    const [pathname = ''] = path.split('?')
    if (request.method === 'GET' && pathname === '/v1/models') {
      const data = (await listOffered(asked.access)).map(modelView)
      return sendJson(response, 200, { object: 'list', data })
    }
    if (request.method === 'GET' && pathname.startsWith('/v1/models/')) {
      return sendJson(response, 200, modelView(await offered(asked.access, nameIn(pathname))))
    }
    if (request.method === 'POST' && pathname === '/v1/chat/completions') {
      return this.#complete(readChatRequest(await bodyOf(request)), response, asked)
    }
    const words = 'Only GET /v1/models and POST /v1/chat/completions are offered here.'
    throw new ModelProblem(404, 'not_found', words)
  }

  async #complete(request: ChatRequest, response: ServerResponse, asked: Asked): Promise<void> {
    const { owner, run, access } = asked
    const { model, provider } = await offered(access, request.model)
    const restMs = coolDownMs(provider.id)
    if (restMs > 0) throw new ModelProblem(429, 'rate_limited', 'The provider asked for a pause.', restMs)
    const allowance = await this.#allowanceOf(owner, run)
    const inputTokens = estimateTokens(JSON.stringify([request.messages, request.tools]).length)
    const reservation = allowance.reserve(access.budgetTokens, inputTokens, askedOutput(request))
    const priced = { provider: provider.kind, baseUrl: provider.baseUrl, model, ownPrices: access.ownPrices }
    const call = { runId: run.claim.runId, callId: newId() }
    try {
      await setAside(asked, call, priced, { inputTokens, outputTokens: reservation.maxOutputTokens })
    } catch (error) {
      reservation.settle(0)
      throw error
    }
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    const ended = AbortSignal.any([run.work, gone.signal, AbortSignal.timeout(CALL_TIMEOUT_MS)])
    let opened: OpenProvider | null = null
    let answer: ChatAnswer | null = null
    try {
      opened = await openLanguageModel(provider, model)
      const { secret, languageModel } = opened
      answer = new ChatAnswer(new RedactionPatterns(secret ? [{ value: secret, replacement: '***' }] : []))
      const { stream } = await languageModel.doStream({
        ...toCall(request),
        maxOutputTokens: reservation.maxOutputTokens,
        abortSignal: ended,
        providerOptions: PROVIDER_OPTIONS,
      })
      const sender = new Sender(request, response)
      for await (const part of stream) {
        const delta = answer.take(part)
        if (delta) await sender.delta(delta)
      }
      if (!answer.usage) throw new ModelProblem(502, 'network', 'The answer broke off before its end.')
      sender.finish(answer)
    } catch (error) {
      throw await this.#failure(error, provider.id, opened?.secret ?? null, ended)
    } finally {
      const usage = usageOf(answer, inputTokens, priced, ended)
      reservation.settle(usage ? usage.inputTokens + usage.outputTokens : 0)
      if (usage) await bill(asked, { ...call, provider: provider.kind, model, ...usage })
      else if (access.isBudgeted) await releaseCodeCall(owner, call).catch(unrecorded(call.runId))
    }
  }

  async #failure(error: unknown, keyId: string, secret: string | null, ended: AbortSignal): Promise<Error> {
    if (error instanceof ModelProblem) return error
    if (ended.aborted) return new ModelProblem(499, 'cancelled', 'The call was cancelled.')
    const failure = classifyModelError(error, secret)
    if (failure.kind === 'rate_limited') await coolDown(keyId, Math.min(failure.retryAfterMs ?? 1000, LONGEST_REST_MS))
    return failure
  }

  #allowanceOf(owner: SandboxOwner, run: ActiveRun): Promise<Allowance> {
    let allowance = this.#allowances.get(run)
    if (!allowance) {
      allowance = loadCodeTokens(owner, run.claim.runId).then((tokens) => new Allowance(tokens))
      allowance.catch(() => this.#allowances.delete(run))
      this.#allowances.set(run, allowance)
    }
    return allowance
  }
}

/** What an answer of code's call is taken to be long, where neither the request nor the run's allowance bounds it. */
const USUAL_OUTPUT_TOKENS = 2_000

/** @throws ModelProblem 429 where a budget of the agent, its workspace or its organisation has no room */
async function setAside(
  { owner, run, access }: Asked,
  call: { runId: string; callId: string },
  priced: PricedModel & { ownPrices: readonly OwnPrice[] },
  tokens: { inputTokens: number; outputTokens: number | undefined },
): Promise<void> {
  if (!access.isBudgeted) return
  const { attempt } = run.claim
  const { provider, model, ownPrices } = priced
  const outputTokens = Math.min(tokens.outputTokens ?? USUAL_OUTPUT_TOKENS, USUAL_OUTPUT_TOKENS)
  const planned = { inputTokens: tokens.inputTokens, outputTokens }
  const costMicros = priceMicros({ ...priced, cachedInputTokens: 0, ...planned }, ownPrices)
  const reserved = await reserveCodeCall(owner, { ...call, attempt, provider, model, costMicros, ...planned })
  if (reserved.outcome === 'busy') {
    throw new ModelProblem(
      429,
      'rate_limited',
      'Other calls use what is left of a budget. Try again in a moment.',
      1000,
    )
  }
  if (reserved.outcome === 'exhausted') throw new ModelProblem(429, 'insufficient_quota', budgetWords(reserved))
  if (reserved.outcome === 'lost')
    throw new ModelProblem(401, 'invalid_api_key', 'The run that this token belongs to is over.')
}

async function bill({ owner, access }: Asked, usage: Parameters<typeof recordCodeUsage>[1]): Promise<void> {
  await recordCodeUsage(owner, usage, access.isBudgeted).catch(unrecorded(usage.runId))
}

function unrecorded(runId: string) {
  return (error: unknown) => logger().error({ error, runId }, 'what code of a run used was not recorded')
}

async function offered(access: ModelAccess, name: string): Promise<OfferedModel> {
  const found = await findOffered(access, name)
  if (found) return found
  const words = `No provider of this workspace offers a model "${name.slice(0, 100)}". GET /v1/models lists those there are.`
  throw new ModelProblem(404, 'model_not_found', words)
}

function modelView({ model, provider }: OfferedModel) {
  return {
    id: model,
    object: 'model',
    created: Math.floor(provider.updatedAt.getTime() / 1000),
    owned_by: provider.name,
  }
}

function nameIn(pathname: string): string {
  try {
    return decodeURIComponent(pathname.slice('/v1/models/'.length))
  } catch {
    return ''
  }
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of request) {
    bytes += chunk.length
    if (bytes > MAX_BODY_BYTES) {
      throw new ModelProblem(413, 'too_large', `A request has at most ${MAX_BODY_BYTES / 1024 / 1024} MB.`)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const STATUS: Record<ModelError['kind'], number> = {
  rate_limited: 429,
  overloaded: 503,
  network: 502,
  bad_response: 502,
  silent: 504,
  auth: 502,
  invalid_request: 400,
  too_long: 400,
}

function problemOf(error: unknown): ModelProblem {
  if (error instanceof ModelProblem) return error
  const { kind, message, retryAfterMs } = error as Partial<ModelError>
  if (kind && kind in STATUS) {
    const code = kind === 'too_long' ? 'context_length_exceeded' : kind
    return new ModelProblem(STATUS[kind], code, `The provider: ${message}`, retryAfterMs)
  }
  logger().warn({ error }, 'a model call of a sandbox failed')
  return new ModelProblem(500, 'internal', 'The model could not be called. Try again.')
}
