import type { LanguageModelV4 } from '@ai-sdk/provider'
import { DEMO_PROVIDER, type ModelChoice } from '#lib/agents/schema.ts'
import type { OwnPrice } from '#lib/billing/price.ts'
import { AppError } from '#lib/errors.ts'
import { fetchFor, openProviderKey, type ProviderCredentials } from '#lib/providers/credentials.ts'
import { abilitiesOf } from './abilities.ts'
import { demoModel } from './demo.ts'
import { createLanguageModel } from './language-models.ts'
import type { ChatModel } from './model.ts'
import { streamModel } from './stream-model.ts'

/**
 * An agent's models in its order of preference, with their keys; the demo model where it has chosen none. A choice whose
 * provider is gone, or is another agent's, is left out.
 * @param credentials what `loadCredentials` found for this agent
 * @throws AppError `conflict` when nothing is left of what the agent chose
 */
export function resolveModels(
  agent: { models: readonly ModelChoice[] },
  credentials: readonly ProviderCredentials[],
  ownPrices: readonly OwnPrice[] = [],
): ChatModel[] {
  if (agent.models.length === 0) return [demoModel]
  const models = agent.models.flatMap((choice) => {
    if (choice.providerId === DEMO_PROVIDER) return [demoModel]
    const provider = credentialsFor(choice, credentials)
    return provider ? [chatModel(provider, choice, ownPrices)] : []
  })
  if (models.length > 0) return models
  throw new AppError(
    'conflict',
    'The model provider that this agent used was removed. Choose a model in the agent’s settings.',
  )
}

/** A key that the agent holds itself wins over the workspace's for the same service. */
export function credentialsFor(
  choice: ModelChoice,
  rows: readonly ProviderCredentials[],
): ProviderCredentials | undefined {
  const chosen = rows.find((row) => row.id === choice.providerId)
  if (!chosen || chosen.agentId !== null) return chosen
  return (
    rows.find((row) => row.agentId !== null && row.kind === chosen.kind && row.baseUrl === chosen.baseUrl) ?? chosen
  )
}

export interface OpenProvider {
  secret: string | null
  languageModel: LanguageModelV4
}

const MAX_OPEN = 500
const opened = new Map<string, Promise<OpenProvider>>()

function chatModel(provider: ProviderCredentials, choice: ModelChoice, ownPrices: readonly OwnPrice[]): ChatModel {
  const { model, temperature, maxOutputTokens, reasoningEffort } = choice
  const { id: keyId, kind, baseUrl } = provider
  let secret: string | null = null
  return streamModel({
    provider: kind,
    baseUrl,
    model,
    ownPrices,
    keyId,
    parameters: { temperature, maxOutputTokens, reasoningEffort },
    ...abilitiesOf(provider, choice),
    secret: () => secret,
    async languageModel() {
      const open = await openLanguageModel(provider, model)
      secret = open.secret
      return open.languageModel
    },
  })
}

/** A provider's model with its key. Opened once for each version of a row: who may read the row was settled when it was loaded under the scope. */
export function openLanguageModel(provider: ProviderCredentials, model: string): Promise<OpenProvider> {
  const key = `${provider.id} ${provider.updatedAt.getTime()} ${model}`
  const known = opened.get(key)
  if (known) return known
  const [oldest] = opened.keys()
  if (opened.size >= MAX_OPEN && oldest !== undefined) opened.delete(oldest)
  const opening = open(provider, model)
  opened.set(key, opening)
  // A key that did not open is tried again: the key-encryption service may have been away.
  opening.catch(() => opened.delete(key))
  return opening
}

async function open(provider: ProviderCredentials, model: string): Promise<OpenProvider> {
  const { kind, baseUrl } = provider
  const apiKey = await openProviderKey(provider)
  const languageModel = createLanguageModel({ kind, baseUrl, apiKey, model, fetch: fetchFor(provider) })
  return { secret: apiKey, languageModel }
}
