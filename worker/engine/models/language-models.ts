import { createAnthropic } from '@ai-sdk/anthropic'
import { createGoogle } from '@ai-sdk/google'
import { createOpenAI } from '@ai-sdk/openai'
import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { LanguageModelV4 } from '@ai-sdk/provider'
import { type ProviderKind, providerKinds } from '#lib/providers/schema.ts'

export interface LanguageModelSettings {
  kind: ProviderKind
  /** Null: the kind's own. */
  baseUrl: string | null
  apiKey: string | null
  model: string
  fetch: typeof fetch
}

/** The provider package's model. Address and key are always given, so that the packages never look into the environment. */
export function createLanguageModel({ kind, model, fetch, ...settings }: LanguageModelSettings): LanguageModelV4 {
  const baseURL = settings.baseUrl ?? providerKinds[kind].defaultBaseUrl ?? ''
  const apiKey = settings.apiKey ?? ''
  switch (kind) {
    case 'openai':
      return createOpenAI({ baseURL, apiKey, fetch }).responses(model)
    case 'anthropic':
      return createAnthropic({ baseURL, apiKey, fetch }).languageModel(model)
    case 'google':
      return createGoogle({ baseURL, apiKey, fetch }).languageModel(model)
    case 'openai_compatible':
      return createOpenAICompatible({
        name: 'compatible',
        baseURL,
        apiKey: settings.apiKey ?? undefined,
        fetch,
        includeUsage: true,
      }).chatModel(model)
  }
}
