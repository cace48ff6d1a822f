import { posix } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type Docker from 'dockerode'
import tar from 'tar-stream'
import { AppError } from '#lib/errors.ts'
import { WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import type { ContainerPlan } from './container-config.ts'
import { asUnavailable } from './engine-errors.ts'
import { createContainer, removeContainer } from './open-container.ts'

const OWNER_ID = 1000
const KEPT_TYPES = new Set(['file', 'directory', 'symlink', 'link'])

async function withContainer<T>(
  docker: Docker,
  plan: ContainerPlan,
  use: (container: Docker.Container) => Promise<T>,
): Promise<T> {
  const container = await createContainer(docker, plan)
  if (!container) throw new AppError('unavailable', 'Another transfer of this workspace has the same name. Try again.')
  try {
    return await use(container)
  } catch (error) {
    await removeContainer(container)
    throw asUnavailable(error, 'move the workspace')
  }
}

/** The volume as a tar with names relative to it. */
export function exportVolume(docker: Docker, plan: ContainerPlan): Promise<Readable> {
  return withContainer(docker, plan, async (container) => {
    const archive = await container.getArchive({ path: `${WORKSPACE_DIR}/.` })
    const pack = rewrite()
    pipeline(archive, pack.input)
      .catch((error: Error) => pack.output.destroy(error))
      .finally(() => removeContainer(container).catch((error: Error) => pack.output.destroy(error)))
    return pack.output
  })
}

/** Unpacks into the volume, as the agents' user. */
export function importVolume(docker: Docker, plan: ContainerPlan, archive: Readable): Promise<void> {
  return withContainer(docker, plan, async (container) => {
    const pack = rewrite()
    const reading = pipeline(archive, pack.input).catch((error: Error) => {
      pack.output.destroy(error)
      throw error
    })
    await Promise.all([reading, container.putArchive(pack.output, { path: WORKSPACE_DIR })])
    await removeContainer(container)
  })
}

/**
 * Passes a tar on with relative names that do not lead out, one owner, ordinary permissions, and nothing but files,
 * folders and links: the other side is another driver, or an agent's own making.
 */
function rewrite(): { input: NodeJS.WritableStream; output: Readable } {
  const extract = tar.extract()
  const pack = tar.pack()
  extract.on('entry', (header, body, next) => {
    const name = posix.normalize(header.name).replace(/^\/+/, '').replace(/\/$/, '')
    const outside = name === '..' || name.startsWith('../')
    if (name === '.' || name === '' || outside || !KEPT_TYPES.has(header.type ?? '')) {
      body.on('end', next)
      body.resume()
      return
    }
    const kept = {
      ...header,
      name,
      uid: OWNER_ID,
      gid: OWNER_ID,
      uname: '',
      gname: '',
      mode: (header.mode ?? 0o644) & 0o777,
    }
    body.pipe(pack.entry(kept, next))
  })
  extract.on('finish', () => pack.finalize())
  extract.on('error', (error: Error) => pack.destroy(error))
  return { input: extract, output: Readable.from(pack) }
}
