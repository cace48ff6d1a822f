import { setTimeout as delay } from 'node:timers/promises'
import { assertAppRoleIsBound, closeDb } from '#lib/db/client.ts'
import { loadFirstParty } from '#lib/packages/first-party.ts'
import { closeRedis } from '#lib/queue/connection.ts'
import { closeQueue } from '#lib/queue/enqueue.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { platformPolicy } from '#lib/tools/platform-policy.ts'
import { startRuntime } from './runtime.ts'

/** Whoever stops the worker does not wait longer for it; what it still holds then expires. */
const STOP_PATIENCE_MS = 10_000

await assertAppRoleIsBound()
platformPolicy()
const runtime = await startRuntime()
// The catalogue is complete a moment later; no run waits for it.
loadFirstParty().catch((error: unknown) => logger().error({ error }, 'the installation’s packages were not loaded'))

let isStopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (isStopping) process.exit(1)
    isStopping = true
    void stop(signal)
  })
}

async function stop(signal: string): Promise<void> {
  logger().info({ signal }, 'worker stops')
  await Promise.race([shutDown(), delay(STOP_PATIENCE_MS)])
  process.exit(0)
}

async function shutDown(): Promise<void> {
  try {
    await runtime.stop()
    await closeQueue()
    await closeRedis()
    await closeDb()
  } catch (error) {
    logger().error({ error }, 'the worker did not stop in order')
  }
}
