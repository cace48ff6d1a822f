import { join } from 'node:path'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { allowedImages } from '#lib/sandbox/limits.ts'
import type { DriverKind } from '#lib/sandbox/spec.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { createDockerDriver, type DockerDriverOptions } from './docker/driver.ts'
import type { SandboxDriver } from './provider.ts'
import { createVirtualDriver } from './virtual/driver.ts'

type OnConnection = DockerDriverOptions['onConnection']

/** The driver that CREWHOUSE_SANDBOX names; `auto`: Docker where it can be reached. */
export async function chooseDriver(onConnection: OnConnection): Promise<SandboxDriver> {
  const wish = env().CREWHOUSE_SANDBOX
  if (wish !== 'auto') return createDriver(wish, onConnection)
  try {
    return await createDriver('docker', onConnection)
  } catch (error) {
    logger().info({ reason: (error as Error).message }, 'no Docker: agents use the virtual sandbox')
    return createDriver('virtual')
  }
}

/** @throws AppError `unavailable` when it cannot be reached. */
export async function createDriver(kind: DriverKind, onConnection?: OnConnection): Promise<SandboxDriver> {
  const { CREWHOUSE_DATA_DIR, CREWHOUSE_INSTALLATION, CREWHOUSE_SANDBOX_IMAGE } = env()
  if (kind === 'virtual') return createVirtualDriver({ rootDir: join(CREWHOUSE_DATA_DIR, 'sandboxes') })
  if (!CREWHOUSE_SANDBOX_IMAGE) {
    throw new AppError('unavailable', 'CREWHOUSE_SANDBOX_IMAGE is not set. "npm start" builds the image and sets it.')
  }
  return createDockerDriver({
    installation: CREWHOUSE_INSTALLATION,
    image: CREWHOUSE_SANDBOX_IMAGE,
    otherImages: allowedImages(),
    onConnection,
    onEvent: (event) => logger().debug(event, 'sandbox'),
  })
}
