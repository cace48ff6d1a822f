import type { Tx } from '#lib/db/client.ts'
import { DEMO_PROVIDER, type ModelChoice } from './schema.ts'
import { usableProviders } from './store.ts'

/** Of these models, those whose provider is there for the agent; of the others, the names. */
export async function usableModels(
  tx: Tx,
  models: readonly ModelChoice[],
  agentId: string | null,
): Promise<{ models: ModelChoice[]; leftOut: string[] }> {
  const ids = models.map(({ providerId }) => providerId).filter((id) => id !== DEMO_PROVIDER)
  const usable = ids.length > 0 ? await usableProviders(tx, ids, agentId) : new Set<string>()
  const isUsable = ({ providerId }: ModelChoice) => providerId === DEMO_PROVIDER || usable.has(providerId)
  return {
    models: models.filter(isUsable),
    leftOut: models.filter((choice) => !isUsable(choice)).map(({ model }) => model),
  }
}
