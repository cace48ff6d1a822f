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

/**
 * What a model call costs at list price, in millionths of a US dollar.
 * @returns null where the price is not known: local models, names that no list has
 */
export function priceMicros(call: PricedCall): number | null {
  if (call.provider === 'demo') return 0
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
