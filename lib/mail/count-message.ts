import { countUnder } from '#lib/queue/rate-limit.ts'

const WINDOW_S = 60

/** Counts one more message of an agent in its window of a minute. */
export async function countMessage(agentId: string, limit: number): Promise<{ count: number; resetS: number }> {
  // One more than is allowed: what lies beyond is told from the last that is allowed.
  const points = limit + 1
  const { isExceeded, remaining, resetS } = await countUnder(
    `agent-messages-${points}`,
    { points, durationS: WINDOW_S },
    agentId,
  )
  return { count: isExceeded ? points : points - remaining, resetS }
}
