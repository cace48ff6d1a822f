import Docker from 'dockerode'
import { afterAll } from 'vitest'
import { sandboxImage } from '#tests/support/docker-sandbox.ts'
import type { Environment } from './app.ts'
import { type Installation, installation } from './installation.ts'

export interface DockerInstallation extends Installation {
  docker: Docker
  /** Finds the containers and volumes that are this installation's own. */
  filters(): { label: string[] }
}

/** An installation whose agents have real containers, which are gone after the file's tests. To be called at its top. */
export function dockerInstallation(environment: Environment = {}): DockerInstallation {
  const docker = new Docker()
  const here = installation(async () => ({
    CREWHOUSE_SANDBOX: 'docker',
    CREWHOUSE_SANDBOX_IMAGE: await sandboxImage(docker),
    ...environment,
  }))
  const filters = () => ({ label: [`crewhouse.installation=${here.app.env.CREWHOUSE_INSTALLATION}`] })
  afterAll(async () => {
    for (const { Id } of await docker.listContainers({ all: true, filters: filters() })) {
      await docker.getContainer(Id).remove({ force: true })
    }
    for (const { Name } of (await docker.listVolumes({ filters: filters() })).Volumes) {
      await docker.getVolume(Name).remove()
    }
  }, 60_000)
  return Object.defineProperties({ docker, filters }, Object.getOwnPropertyDescriptors(here)) as DockerInstallation
}
