import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { externalProviders } from './external/providers.ts'
import { hasWayIn } from './store.ts'

/**
 * Undoes the removal of the last way in, by its error. Call it after the removal, with the person's row held, so that of
 * two removals at once the second sees the first.
 */
export async function assertWayIn(tx: Tx, userId: string): Promise<void> {
  // A service that is no longer set up signs nobody in.
  const services = externalProviders().map(({ id }) => id)
  if (await hasWayIn(tx, userId, services)) return
  throw new AppError('conflict', 'This is your only way to sign in. Set a password or add another one first.')
}
