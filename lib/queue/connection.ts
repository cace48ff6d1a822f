import { Redis } from 'ioredis'
import { requireEnv } from '#lib/env.ts'
import { logger } from '#lib/telemetry/logger.ts'

// Next.js evaluates modules more than once in development; connections must not multiply with it.
const shared = globalThis as { crewhouseRedis?: Redis }

/** A connection of its own: for subscribers and blocking reads. */
export function connectRedis(): Redis {
  // Commands wait for Redis to come back instead of failing: a restart in mid-run must not end the run.
  const connection = new Redis(requireEnv('REDIS_URL'), { maxRetriesPerRequest: null, enableReadyCheck: false })
  return connection.on('error', (error: Error) => logger().warn({ error: error.message }, 'redis'))
}

/** The connection that ordinary commands of this process share. */
export function redis(): Redis {
  shared.crewhouseRedis ??= connectRedis()
  return shared.crewhouseRedis
}

/** Closes the shared connection. */
export async function closeRedis(): Promise<void> {
  const connection = shared.crewhouseRedis
  shared.crewhouseRedis = undefined
  connection?.disconnect()
}
