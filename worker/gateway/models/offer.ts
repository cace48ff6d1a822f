import { DEMO_PROVIDER } from '#lib/agents/schema.ts'
import { fetchFor, openProviderKey, type ProviderCredentials } from '#lib/providers/credentials.ts'
import { fetchModels } from '#lib/providers/fetch-models.ts'
import type { ModelAccess } from '#lib/runs/model-access.ts'
import { credentialsFor } from '../../engine/models/resolve-models.ts'

export interface OfferedModel {
  model: string
  provider: ProviderCredentials
}

const KEPT_MS = 5 * 60_000
/** A provider that does not answer is not asked again for each request of a sandbox. */
const KEPT_FAILURE_MS = 30_000
const MAX_KEPT = 500

interface Kept {
  models: Promise<string[]>
  untilMs: number
}
const kept = new Map<string, Kept>()

/** Every model that code of the agent may call: its own first, then what the workspace's providers offer. */
export async function listOffered(access: ModelAccess): Promise<OfferedModel[]> {
  const lists = access.credentials.map(async (provider) =>
    (await modelsOf(provider)).map((model): OfferedModel => ({ model, provider })),
  )
  const offered = new Map<string, OfferedModel>()
  for (const each of [...ownModels(access), ...(await Promise.all(lists)).flat()]) {
    if (!offered.has(each.model)) offered.set(each.model, each)
  }
  return [...offered.values()]
}

/** The provider of a model by its name; an agent's own models need not be in a list. */
export async function findOffered(access: ModelAccess, name: string): Promise<OfferedModel | undefined> {
  return (
    ownModels(access).find(({ model }) => model === name) ??
    (await listOffered(access)).find(({ model }) => model === name)
  )
}

function ownModels({ choices, credentials }: ModelAccess): OfferedModel[] {
  return choices.flatMap((choice) => {
    const provider = choice.providerId === DEMO_PROVIDER ? undefined : credentialsFor(choice, credentials)
    return provider ? [{ model: choice.model, provider }] : []
  })
}

function modelsOf(provider: ProviderCredentials): Promise<string[]> {
  const key = `${provider.id} ${provider.updatedAt.getTime()}`
  const known = kept.get(key)
  if (known && known.untilMs > Date.now()) return known.models
  const entry: Kept = { models: Promise.resolve([]), untilMs: Date.now() + KEPT_MS }
  entry.models = askFor(provider).then(
    (models) => models,
    () => {
      entry.untilMs = Date.now() + KEPT_FAILURE_MS
      return []
    },
  )
  kept.delete(key)
  kept.set(key, entry)
  const [oldest] = kept.keys()
  if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest)
  return entry.models
}

async function askFor(provider: ProviderCredentials): Promise<string[]> {
  const apiKey = await openProviderKey(provider)
  const answer = await fetchModels({ ...provider, apiKey, fetch: fetchFor(provider) })
  if (answer.status !== 'works') throw new Error(answer.message)
  return answer.models.map(({ id }) => id)
}
