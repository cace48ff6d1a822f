import { AppError } from '#lib/errors.ts'
import type { RunRow } from './rows.ts'

/**
 * A message by which an agent, or a person in the team, has begun a run: who wrote it counts on that very run.
 * @throws AppError `conflict`
 */
export function assertNotDelegated(run: RunRow): void {
  if (run.in_team) throw new AppError('conflict', 'Others wait for the answer to this message. Cancel its run instead.')
}
