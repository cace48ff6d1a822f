import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { WAITING_CODES } from '#lib/notifications/waits-for-person.ts'
import { overview } from './schema.ts'
import { selectAsking, selectFailed, selectLive, sumToday } from './store.ts'

const timeZone = z
  .string()
  .max(64)
  .refine((name) => {
    try {
      return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
    } catch {
      return false
    }
  }, 'This is not a time zone. Write it like "Europe/Berlin".')

/** What runs in a workspace, what waits for a person, what failed, and what today has cost. */
export const getOverview = defineUseCase({
  id: 'overview.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/overview' },
  input: {
    /** Where the day begins; left out: UTC. */
    timeZone: timeZone.optional(),
  },
  output: overview,
  async execute({ tx }, { timeZone: zone = 'UTC' }) {
    const [live, asking, { waiting, failed }, today] = await Promise.all([
      selectLive(tx),
      selectAsking(tx),
      selectFailed(tx, WAITING_CODES),
      sumToday(tx, zone),
    ])
    return {
      live: live.items,
      liveCount: live.count,
      waiting: [...asking.items, ...waiting.items],
      waitingCount: asking.count + waiting.count,
      failed: failed.items,
      failedCount: failed.count,
      today,
    }
  },
})
