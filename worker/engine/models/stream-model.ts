import type { LanguageModelV4, LanguageModelV4StreamPart, LanguageModelV4Usage } from '@ai-sdk/provider'
import type { ModelParameters } from '#lib/agents/schema.ts'
import { type OwnPrice, priceMicros } from '#lib/billing/price.ts'
import type { StepUsage } from '#lib/stream/events.ts'
import type { ModelAbilities } from './abilities.ts'
import { classifyModelError } from './classify-error.ts'
import { type ChatModel, ModelError, type ModelEvent, type ModelRequest } from './model.ts'
import { toPrompt } from './prompt.ts'
import { toolOffers } from './tool-schemas.ts'

/** What a call's price goes by. */
export interface PricedModel {
  provider: string
  baseUrl: string | null
  model: string
  ownPrices?: readonly OwnPrice[]
}

export interface LanguageModelEntry extends PricedModel, ModelAbilities {
  keyId: string
  /** What the agent asks of it; a provider that has no such setting leaves it out. */
  parameters?: ModelParameters
  /** Called per request, so that a key that does not open fails this model alone. */
  languageModel: () => Promise<LanguageModelV4>
  /** The key, kept out of every message. */
  secret: () => string | null
}

// Sent with every call; each provider reads its own. Nothing is stored at OpenAI, so its reasoning travels encrypted in
// the messages; Anthropic caches the conversation's prefix only when asked to.
export const PROVIDER_OPTIONS = {
  openai: { store: false },
  anthropic: { cacheControl: { type: 'ephemeral' } },
} as const

/** A provider's language model as a ChatModel: one call, no retries, tools offered but not executed. */
export function streamModel(entry: LanguageModelEntry): ChatModel {
  const { provider, baseUrl, model, ownPrices, keyId, sees, contextTokens, parameters } = entry
  return {
    provider,
    model,
    keyId,
    sees,
    contextTokens,
    maxOutputTokens: parameters?.maxOutputTokens,
    costMicros: (tokens) => priceMicros({ provider, baseUrl, model, cachedInputTokens: 0, ...tokens }, ownPrices),
    parameters: { ...parameters },
    stream: (request) => stream(entry, request),
  }
}

async function* stream(entry: LanguageModelEntry, request: ModelRequest): AsyncGenerator<ModelEvent> {
  const { signal } = request
  const { parameters = {} } = entry
  signal.throwIfAborted()
  const openReasoning = new Map<string, ReasoningMetadata>()
  let finished = false
  try {
    const languageModel = await entry.languageModel()
    const tools = toolOffers(request)
    const result = await languageModel.doStream({
      prompt: toPrompt(request),
      tools: tools.length > 0 ? tools : undefined,
      temperature: parameters.temperature,
      maxOutputTokens: parameters.maxOutputTokens,
      reasoning: parameters.reasoningEffort,
      abortSignal: signal,
      providerOptions: PROVIDER_OPTIONS,
    })
    for await (const part of result.stream) {
      request.onSign?.()
      const event = toEvent(part, entry, openReasoning)
      if (!event) continue
      if (event.type === 'finish') finished = true
      yield event
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw classifyModelError(error, entry.secret())
  }
  if (!finished) throw new ModelError('network', 'The answer broke off before its end.')
}

type ReasoningMetadata = Record<string, Record<string, unknown>>

function toEvent(
  part: LanguageModelV4StreamPart,
  entry: LanguageModelEntry,
  openReasoning: Map<string, ReasoningMetadata>,
): ModelEvent | undefined {
  switch (part.type) {
    case 'text-delta':
      return part.delta === '' ? undefined : { type: 'text', text: part.delta }
    case 'reasoning-start':
    case 'reasoning-delta':
      openReasoning.set(part.id, merged(openReasoning.get(part.id), part.providerMetadata))
      return part.type === 'reasoning-start' || part.delta === '' ? undefined : { type: 'reasoning', text: part.delta }
    case 'reasoning-end': {
      const providerMetadata = merged(openReasoning.get(part.id), part.providerMetadata)
      openReasoning.delete(part.id)
      return Object.keys(providerMetadata).length > 0 ? { type: 'reasoning', text: '', providerMetadata } : undefined
    }
    case 'tool-call': {
      const { toolCallId: callId, toolName: name, input, providerMetadata } = part
      return { type: 'tool-call', callId, name, args: parsedArgs(input), ...(providerMetadata && { providerMetadata }) }
    }
    case 'error':
      throw part.error
    case 'finish': {
      const { unified } = part.finishReason
      if (unified === 'error') throw new ModelError('bad_response', 'The provider ended the answer with an error.')
      if (unified === 'interrupted') throw new ModelError('network', 'The answer broke off before its end.')
      return { type: 'finish', finishReason: unified, usage: toUsage(part.usage, entry) }
    }
  }
}

/** Start, deltas and end each carry some of a block's metadata; nulls are what was not known yet. */
function merged(before: ReasoningMetadata = {}, next: object | undefined): ReasoningMetadata {
  const result = { ...before }
  for (const [provider, fields] of Object.entries(next ?? {})) {
    const known = Object.entries(fields as object).filter(([, value]) => value !== null && value !== undefined)
    if (known.length > 0) result[provider] = { ...result[provider], ...Object.fromEntries(known) }
  }
  return result
}

function parsedArgs(input: string): unknown {
  if (input.trim() === '') return {}
  try {
    return JSON.parse(input)
  } catch {
    return input
  }
}

/** What a call used, and what that costs. */
export function toUsage({ inputTokens, outputTokens }: LanguageModelV4Usage, priced: PricedModel): StepUsage {
  const usage = {
    inputTokens: inputTokens.total ?? 0,
    cachedInputTokens: inputTokens.cacheRead ?? 0,
    outputTokens: outputTokens.total ?? 0,
    reasoningTokens: outputTokens.reasoning ?? 0,
  }
  const { provider, baseUrl, model, ownPrices } = priced
  const cacheWriteTokens = inputTokens.cacheWrite
  return { ...usage, costMicros: priceMicros({ provider, baseUrl, model, cacheWriteTokens, ...usage }, ownPrices) }
}
