import { randomUUID } from 'node:crypto'
import { constants, createWriteStream } from 'node:fs'
import { copyFile, lstat, mkdir, open, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract, type Pack, pack } from 'tar-stream'
import { z } from 'zod'
import { entryHeader, LinkGuard, readEntry, type WorkspaceEntry } from '../tar-entries.ts'
import type { Layout } from './layout.ts'

/**
 * A workspace that comes from a container may hold symbolic links. The virtual sandbox makes none (see `HostFiles`): their
 * targets are kept beside the files and come back with the next export, wherever nothing else stands in their place.
 */
const storedLinks = z.array(z.object({ path: z.string(), target: z.string() }))
type StoredLinks = z.infer<typeof storedLinks>

/** The workspace as a tar stream, paths relative to it. */
export function exportWorkspace(layout: Layout, workspaceId: string): Readable {
  const archive = pack()
  void packAll(archive, layout, workspaceId).then(
    () => archive.finalize(),
    (error) => archive.destroy(error),
  )
  return Readable.from(archive, { objectMode: false })
}

async function packAll(archive: Pack, layout: Layout, workspaceId: string): Promise<void> {
  const filesDir = layout.files(workspaceId)
  await packFolder(archive, filesDir, '')
  for (const { path, target } of await readLinks(layout.links(workspaceId))) {
    const taken = await lstat(join(filesDir, path)).catch(() => null)
    const parent = await lstat(dirname(join(filesDir, path))).catch(() => null)
    if (taken || !parent?.isDirectory()) continue
    await addEntry(archive, { kind: 'symlink', path, target, mtime: parent.mtime })
  }
}

async function packFolder(archive: Pack, filesDir: string, folder: string): Promise<void> {
  const names = await readdir(join(filesDir, folder)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  for (const name of names.sort()) {
    const path = folder === '' ? name : `${folder}/${name}`
    const stats = await lstat(join(filesDir, path))
    const { mode, mtime } = stats
    if (stats.isDirectory()) {
      await addEntry(archive, { kind: 'directory', path, mode, mtime })
      await packFolder(archive, filesDir, path)
    } else if (stats.isFile()) {
      await packFile(archive, filesDir, path)
    }
  }
}

async function packFile(archive: Pack, filesDir: string, path: string): Promise<void> {
  const handle = await open(join(filesDir, path), constants.O_RDONLY | constants.O_NOFOLLOW)
  try {
    const { mode, mtime, size } = await handle.stat()
    const file = { kind: 'file', path, mode: mode & 0o777, mtime, size } as const
    if (size === 0) return await addEntry(archive, file)
    // A file that grows is cut at the size in its header; one that shrinks fails the export.
    await pipeline(handle.createReadStream({ end: size - 1, autoClose: false }), archive.entry(entryHeader(file)))
  } finally {
    await handle.close()
  }
}

function addEntry(archive: Pack, entry: WorkspaceEntry): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry(entryHeader(entry), '', (error) => (error ? reject(error) : resolve()))
  })
}

/**
 * Replaces the workspace's files by an archive's. They are unpacked beside the old ones, into a folder that only this
 * import knows and in which no link is made, and take their place when all of them are there.
 * @throws AppError `invalid_input` for an entry that leads out of the workspace.
 */
export async function importWorkspace(layout: Layout, workspaceId: string, tar: Readable): Promise<void> {
  const filesDir = await layout.ensureFiles(workspaceId)
  const workspaceDir = layout.workspace(workspaceId)
  const incoming = join(workspaceDir, `incoming-${randomUUID()}`)
  const previous = join(workspaceDir, `previous-${randomUUID()}`)
  await removeLeftovers(workspaceDir)
  try {
    await mkdir(incoming)
    const links = await unpackAll(incoming, tar)
    await rename(filesDir, previous)
    await rename(incoming, filesDir)
    await writeFile(layout.links(workspaceId), JSON.stringify(links))
  } finally {
    await rm(incoming, { recursive: true, force: true })
    await rm(previous, { recursive: true, force: true })
  }
}

async function unpackAll(incoming: string, tar: Readable): Promise<StoredLinks> {
  const links: StoredLinks = []
  const guard = new LinkGuard()
  const archive = extract()
  // Fails the loop below with the source's error.
  const fed = pipeline(tar, archive)
  fed.catch(() => {})
  for await (const part of archive) {
    const entry = readEntry(part.header)
    if (!entry) {
      part.resume()
      continue
    }
    guard.check(entry)
    if (entry.kind === 'symlink') links.push({ path: entry.path, target: entry.target })
    await unpack(incoming, entry, Readable.from(part))
  }
  await fed
  return links
}

async function unpack(incoming: string, entry: WorkspaceEntry, content: Readable): Promise<void> {
  const host = join(incoming, entry.path)
  await mkdir(dirname(host), { recursive: true })
  switch (entry.kind) {
    case 'directory':
      // The worker and the agent's shell must be able to go on in it, whatever the container's agent did.
      await mkdir(host, { recursive: true, mode: entry.mode | 0o700 })
      break
    case 'file':
      await pipeline(content, createWriteStream(host, { mode: entry.mode | 0o600 }))
      await utimes(host, entry.mtime, entry.mtime)
      return
    case 'hardlink':
      await copyFile(join(incoming, entry.target), host)
  }
  content.resume()
}

async function readLinks(path: string): Promise<StoredLinks> {
  const text = await readFile(path, 'utf8').catch(() => '[]')
  return storedLinks.parse(JSON.parse(text))
}

/** What an import that was killed left behind. */
async function removeLeftovers(workspaceDir: string): Promise<void> {
  for (const name of await readdir(workspaceDir)) {
    if (/^(incoming|previous)-/.test(name)) await rm(join(workspaceDir, name), { recursive: true, force: true })
  }
}
