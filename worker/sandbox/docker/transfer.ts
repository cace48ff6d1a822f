import { once } from 'node:events'
import { Readable } from 'node:stream'
import type Docker from 'dockerode'
import { type Extract, extract, type Pack, pack } from 'tar-stream'
import { AppError } from '#lib/errors.ts'
import { WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import { entryHeader, LinkGuard, readEntry } from '../tar-entries.ts'
import type { ContainerPlan } from './container-config.ts'
import { asUnavailable } from './engine-errors.ts'
import { createContainer, removeContainer } from './open-container.ts'

/** The volume that the plan mounts, as a tar with names relative to it. The planned container is never started. */
export async function exportVolume(docker: Docker, plan: ContainerPlan): Promise<Readable> {
  const container = await create(docker, plan)
  const archive = pack()
  const copy = async () => {
    try {
      await repack(await container.getArchive({ path: `${WORKSPACE_DIR}/.` }), archive)
    } finally {
      await removeContainer(container)
    }
  }
  copy().then(
    () => archive.finalize(),
    (error) => archive.destroy(asUnavailable(error, 'export the workspace')),
  )
  return Readable.from(archive)
}

/** Unpacks a tar into the volume that the plan mounts, as the agents' user. */
export async function importVolume(docker: Docker, plan: ContainerPlan, source: Readable): Promise<void> {
  const container = await create(docker, plan)
  try {
    const archive = pack()
    const copied = repack(source, archive).then(
      () => archive.finalize(),
      (error) => {
        archive.destroy(error)
        throw error
      },
    )
    // The engine reports a stream that broke off in words of its own: the cause comes first.
    const [copy, put] = await Promise.allSettled([
      copied,
      container.putArchive(Readable.from(archive), { path: WORKSPACE_DIR }),
    ])
    for (const part of [copy, put]) if (part.status === 'rejected') throw part.reason
  } catch (error) {
    throw asUnavailable(error, 'import the workspace')
  } finally {
    await removeContainer(container)
  }
}

/** An empty tar, for a workspace that has no volume. */
export function emptyArchive(): Readable {
  const archive = pack()
  archive.finalize()
  return Readable.from(archive)
}

async function create(docker: Docker, plan: ContainerPlan): Promise<Docker.Container> {
  const container = await createContainer(docker, plan)
  if (!container) throw new AppError('unavailable', 'Another transfer of this workspace is under way. Try again.')
  return container
}

/** Passes on what a workspace may hold, checked entry by entry: either side's archive is somebody else's making. */
async function repack(source: NodeJS.ReadableStream, archive: Pack): Promise<void> {
  const entries = extract()
  const guard = new LinkGuard()
  // Fails the loop below with the source's error.
  const fed = feed(source, entries)
  fed.catch(() => {})
  for await (const part of entries) {
    const entry = readEntry(part.header)
    if (entry) guard.check(entry)
    if (entry?.kind === 'file' && entry.size > 0) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      part.pipe(archive.entry(entryHeader(entry)), (error) => (error ? reject(error) : resolve()))
      await promise
      continue
    }
    part.resume()
    if (entry) archive.entry(entryHeader(entry), '')
  }
  await fed
}

async function feed(source: NodeJS.ReadableStream, entries: Extract): Promise<void> {
  try {
    for await (const chunk of source) if (!entries.write(chunk)) await once(entries, 'drain')
    entries.end(undefined)
  } catch (error) {
    entries.destroy(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}
