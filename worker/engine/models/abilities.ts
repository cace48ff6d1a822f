import { findProvider } from '@pydantic/genai-prices'
import type { ModelChoice } from '#lib/agents/schema.ts'

/** What is known of a model before it is called. */
export interface ModelAbilities {
  /** Whether it takes images. */
  sees: boolean
  /** Tokens of conversation and answer together. */
  contextTokens: number
}

/** Where no list has the model: what current ones have at least. A provider that knows better says so, once. */
const UNKNOWN_CONTEXT_TOKENS = 128_000

const SEES =
  /gpt-4o|gpt-4\.1|gpt-4-turbo|gpt-4\.5|gpt-[5-9]|chatgpt|^o[134](?!-mini)|o4-mini|claude-(?!2|instant)|gemini|gemma-?3|pixtral|llava|llama-?4|llama-?3\.2-vision|vision|[-_/]vl|vl[-_:]|qwen.*vl|minicpm-v|internvl|moondream|grok-4|mistral-(small-3|medium-3|large-3)/i

/** By the agent's own word, else by the list of models, else by the model's name. */
export function abilitiesOf(provider: { kind: string; baseUrl: string | null }, choice: ModelChoice): ModelAbilities {
  return {
    sees: choice.sees ?? SEES.test(choice.model),
    contextTokens: choice.contextTokens ?? listedWindow(provider, choice.model) ?? UNKNOWN_CONTEXT_TOKENS,
  }
}

const known = new Map<string, number | null>()

function listedWindow({ kind, baseUrl }: { kind: string; baseUrl: string | null }, model: string): number | null {
  const key = `${kind} ${baseUrl} ${model}`
  let window = known.get(key)
  if (window === undefined) {
    const list =
      kind === 'openai_compatible'
        ? findProvider({ providerApiUrl: baseUrl ?? undefined })
        : findProvider({ providerId: kind })
    window = list?.models.find(({ match }) => matches(match, model.toLowerCase()))?.context_window ?? null
    if (known.size >= 1000) known.clear()
    known.set(key, window)
  }
  return window
}

type MatchLogic = NonNullable<ReturnType<typeof findProvider>>['models'][number]['match']

function matches(match: MatchLogic, model: string): boolean {
  if ('or' in match) return match.or.some((each) => matches(each, model))
  if ('and' in match) return match.and.every((each) => matches(each, model))
  if ('equals' in match) return model === match.equals
  if ('starts_with' in match) return model.startsWith(match.starts_with)
  if ('ends_with' in match) return model.endsWith(match.ends_with)
  if ('contains' in match) return model.includes(match.contains)
  return 'regex' in match && new RegExp(match.regex).test(model)
}
