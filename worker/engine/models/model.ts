import type { ModelMessage } from 'ai'
import type { ClientTool } from '#lib/runs/client-context.ts'
import type { StepUsage } from '#lib/stream/events.ts'
import type { ToolDefinition } from '#lib/tools/definition.ts'

/** One call of a model: one step of a run. */
export interface ModelRequest {
  instructions: string
  messages: ModelMessage[]
  tools: ToolDefinition[]
  /** Executed by the client of the run, not here. */
  clientTools?: readonly ClientTool[]
  signal: AbortSignal
  /** Called with whatever the provider sends, so that one that fell silent is noticed. */
  onSign?: () => void
}

/** What a model produces, in order; `finish` comes last, exactly once. */
export type ModelEvent =
  | { type: 'text'; text: string }
  /** `providerMetadata` ends a block, often with no text of its own: reasoning after it is a new part. */
  | { type: 'reasoning'; text: string; providerMetadata?: unknown }
  /** `args` as the model sent them, parsed as JSON where possible: validated when executed. */
  | { type: 'tool-call'; callId: string; name: string; args: unknown; providerMetadata?: unknown }
  | { type: 'finish'; finishReason: string; usage: StepUsage }

/** One entry of an agent's models, with its credentials. */
export interface ChatModel {
  /** `openai`, `anthropic`, ..., `demo` */
  readonly provider: string
  readonly model: string
  /** Provider row's id: what a rate limit applies to. */
  readonly keyId: string
  /** Whether it takes images. */
  readonly sees: boolean
  /** Tokens of conversation and answer together. */
  readonly contextTokens: number
  /** Millionths of a US dollar; null: the price is not known. */
  costMicros(tokens: { inputTokens: number; outputTokens: number }): number | null
  /** The longest answer that is asked for, where the agent bounds it. */
  readonly maxOutputTokens?: number | undefined
  /** What the agent asks of it besides: temperature and the like. */
  readonly parameters?: Readonly<Record<string, unknown>>
  /** @throws ModelError only (or the signal's reason when aborted) */
  stream(request: ModelRequest): AsyncIterable<ModelEvent>
}

/** What went wrong at a provider. `message` holds the provider's own words. */
export class ModelError extends Error {
  readonly kind:
    | 'rate_limited'
    | 'overloaded'
    | 'network'
    | 'auth'
    | 'invalid_request'
    | 'too_long'
    | 'bad_response'
    | 'silent'
  /** Present where the provider said so. */
  readonly retryAfterMs?: number

  constructor(kind: ModelError['kind'], message: string, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'ModelError'
    this.kind = kind
    this.retryAfterMs = options.retryAfterMs
  }

  /** Whether the same request may succeed later. */
  get retryable(): boolean {
    return this.kind === 'rate_limited' || this.kind === 'overloaded' || this.kind === 'network'
  }
}
