import { calcPrice, findProvider } from '@pydantic/genai-prices'

export interface PricedCall {
  /** A provider's kind, or `demo`. */
  provider: string
  /** What tells one OpenAI-compatible service from another. */
  baseUrl: string | null
  model: string
  /** Cached ones included. */
  inputTokens: number
  cachedInputTokens: number
  cacheWriteTokens?: number
  outputTokens: number
}

/** What an organisation pays for a model, where that is not the list's price: for a million tokens, in millionths of a US dollar. */
export interface OwnPrice {
  provider: string
  model: string
  inputMicros: number
  /** Null: as any other input. */
  cachedInputMicros: number | null
  outputMicros: number
}

/**
 * What a model call costs, at the organisation's own price or else at list price, in millionths of a US dollar.
 * @returns null where the price is not known: local models, names that no list has
 */
export function priceMicros(call: PricedCall, ownPrices: readonly OwnPrice[] = []): number | null {
  if (call.provider === 'demo') return 0
  const own = ownPrices.find(({ provider, model }) => provider === call.provider && model === call.model)
  if (own) return ownPriceMicros(call, own)
  const providerId = priceListOf(call.provider, call.baseUrl)
  if (!providerId) return null
  const cacheWrites = Math.min(call.cacheWriteTokens ?? 0, call.inputTokens - call.cachedInputTokens)
  const usage = {
    input_tokens: call.inputTokens,
    cache_read_tokens: Math.min(call.cachedInputTokens, call.inputTokens),
    cache_write_tokens: Math.max(0, cacheWrites),
    output_tokens: call.outputTokens,
  }
  try {
    const price = calcPrice(usage, call.model, { providerId })
    return price ? Math.round(price.total_price * 1_000_000) : null
  } catch {
    // A model without a rate for one kind of token: no price is better than a wrong one.
    return null
  }
}

/** In whole numbers: millions of tokens times millionths of a dollar are more than a float holds. */
function ownPriceMicros(call: PricedCall, { inputMicros, cachedInputMicros, outputMicros }: OwnPrice): number {
  const cached = Math.min(call.cachedInputTokens, call.inputTokens)
  const parts: [number, number][] = [
    [call.inputTokens - cached, inputMicros],
    [cached, cachedInputMicros ?? inputMicros],
    [call.outputTokens, outputMicros],
  ]
  const forMillion = parts.reduce((sum, [tokens, micros]) => sum + BigInt(tokens) * BigInt(micros), 0n)
  return Number((forMillion + 500_000n) / 1_000_000n)
}

const listsByUrl = new Map<string, string | null>()

function priceListOf(provider: string, baseUrl: string | null): string | null {
  if (provider !== 'openai_compatible') return provider
  if (!baseUrl) return null
  let list = listsByUrl.get(baseUrl)
  if (list === undefined) {
    list = findProvider({ providerApiUrl: baseUrl })?.id ?? null
    if (listsByUrl.size >= 1000) listsByUrl.clear()
    listsByUrl.set(baseUrl, list)
  }
  return list
}
