import { hintNotificationsChanged } from '#lib/notifications/hint.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import { resumeBudgetWaits, settleLostReservations, warnOfBudgets } from '#lib/runs/ownership.ts'

/** What was set aside by who died is counted, admins hear of what is nearly used up, and who waits for a budget with room again goes on. */
export async function watchBudgets(): Promise<void> {
  await settleLostReservations()
  for (const userId of await warnOfBudgets()) await hintNotificationsChanged(userId)
  for (const runId of await resumeBudgetWaits()) {
    await bestEffort('waking a worker', enqueue('run.wake', { runId }, runId))
  }
}
