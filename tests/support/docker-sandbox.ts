import { randomUUID } from 'node:crypto'
import Docker from 'dockerode'
import { ensureBaseImage } from '#scripts/docker/base-image.ts'
import { createDockerDriver, type DockerDriverOptions } from '#worker/sandbox/docker/driver.ts'
import { ensureSandboxImage } from '#worker/sandbox/docker/image.ts'
import type { SandboxDriver } from '#worker/sandbox/provider.ts'

const say = (line: string) => process.stderr.write(`[sandbox image] ${line}\n`)

/** The real sandbox image on the real engine, built when it is not there. */
export async function sandboxImage(docker: Docker): Promise<string> {
  return ensureSandboxImage(docker, { baseImage: await ensureBaseImage(docker, say), onProgress: say })
}

/** A driver for an installation that only this test knows. */
export async function testDockerDriver(options: Partial<DockerDriverOptions> = {}): Promise<SandboxDriver> {
  const docker = options.docker ?? new Docker()
  return createDockerDriver({
    docker,
    installation: `test-${randomUUID()}`,
    ...options,
    image: options.image ?? (await sandboxImage(docker)),
  })
}
