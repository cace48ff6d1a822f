import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { DEMO_PROVIDER, type ModelChoice } from './schema.ts'
import { usableProviders } from './store.ts'

/** @throws AppError `invalid_input` unless every provider is the workspace's or that agent's own */
export async function checkModels(tx: Tx, models: readonly ModelChoice[], agentId: string | null): Promise<void> {
  const ids = models.map(({ providerId }) => providerId).filter((id) => id !== DEMO_PROVIDER)
  if (ids.length === 0) return
  const usable = await usableProviders(tx, ids, agentId)
  const fieldErrors: Record<string, string[]> = {}
  for (const [index, { providerId }] of models.entries()) {
    if (providerId !== DEMO_PROVIDER && !usable.has(providerId)) {
      fieldErrors[`models.${index}.providerId`] = ['There is no such provider in this workspace. Choose another.']
    }
  }
  const [first] = Object.keys(fieldErrors)
  if (first) {
    throw new AppError('invalid_input', `${first}: there is no such provider in this workspace.`, { fieldErrors })
  }
}
