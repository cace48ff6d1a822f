import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { extract, type Pack, pack } from 'tar-stream'
import { AppError } from '#lib/errors.ts'
import type { SandboxDriver } from './provider.ts'
import { entryHeader, LinkGuard, readEntry, type WorkspaceEntry } from './tar-entries.ts'

/** What a workspace holds: counts for people, and a sum over every entry's path, kind and content for comparison. */
export interface FilesSummary {
  files: number
  bytes: number
  folders: number
  links: number
  /** Equal for equal contents, whatever the order of the entries. */
  digest: string
}

/**
 * Copies a workspace's files from one driver to another and compares both sides afterwards. What the target held before
 * is replaced. The source keeps everything, so that a copy which broke off, in whatever way, is simply made again; only
 * when this has returned may the caller record the new driver as the holder. No agent may be at work in either meanwhile.
 * @throws AppError `invalid_input` when the source's archive leads out of the workspace, `unavailable` when the copy
 * does not equal the source.
 */
export async function migrateWorkspaceFiles(options: {
  from: Pick<SandboxDriver, 'exportWorkspace'>
  to: Pick<SandboxDriver, 'exportWorkspace' | 'importWorkspace'>
  workspaceId: string
}): Promise<FilesSummary> {
  const { from, to, workspaceId } = options
  const archive = pack()
  const summary = new Summary()
  const copied = transfer(await from.exportWorkspace(workspaceId), archive, summary).then(
    () => archive.finalize(),
    (error) => {
      archive.destroy(error)
      throw error
    },
  )
  const imported = to.importWorkspace(workspaceId, Readable.from(archive, { objectMode: false }))
  const [copy, arrival] = await Promise.allSettled([copied, imported])
  // The side that broke first is the cause of what the other says.
  if (copy.status === 'rejected') throw copy.reason
  if (arrival.status === 'rejected') throw arrival.reason

  const arrived = await summarize(await to.exportWorkspace(workspaceId))
  const sent = summary.result()
  if (arrived.digest !== sent.digest) {
    throw new AppError(
      'unavailable',
      `The copy of the workspace's files is not complete: ${sent.files} files with ${sent.bytes} bytes were sent, ` +
        `${arrived.files} with ${arrived.bytes} arrived. The files are where they were. Try again.`,
    )
  }
  return arrived
}

/** What an archive of a workspace holds. */
async function summarize(tar: Readable): Promise<FilesSummary> {
  const summary = new Summary()
  await transfer(tar, null, summary)
  return summary.result()
}

/** Reads an archive, checks each entry, counts it, and passes it on. */
async function transfer(tar: Readable, target: Pack | null, summary: Summary): Promise<void> {
  const source = extract()
  const guard = new LinkGuard()
  // Fails the loop below with the source's error.
  const fed = pipeline(tar, source)
  fed.catch(() => {})
  for await (const part of source) {
    const entry = readEntry(part.header)
    if (!entry) {
      part.resume()
      continue
    }
    guard.check(entry)
    const hash = createHash('sha256')
    async function* hashed() {
      for await (const chunk of part as AsyncIterable<Uint8Array>) {
        hash.update(chunk)
        yield chunk
      }
    }
    if (target && entry.kind === 'file' && entry.size > 0) await pipeline(hashed, target.entry(entryHeader(entry)))
    else {
      for await (const _ of hashed()) {
        // Read to the end for its digest.
      }
      if (target) target.entry(entryHeader(entry), '')
    }
    summary.add(entry, hash.digest('hex'))
  }
  await fed
}

const DIGEST_MODULUS = 1n << 256n

class Summary {
  private files = 0
  private bytes = 0
  private folders = 0
  private links = 0
  private sum = 0n
  /** By path: a second name for a file counts as a file with the same content, which is what some drivers make of it. */
  private readonly contents = new Map<string, { size: number; digest: string }>()

  add(entry: WorkspaceEntry, digest: string): void {
    switch (entry.kind) {
      case 'directory':
        this.folders++
        this.mix('directory', entry.path)
        return
      case 'symlink':
        this.links++
        this.mix('symlink', entry.path, entry.target)
        return
      case 'file':
        this.addFile(entry.path, { size: entry.size, digest })
        return
      case 'hardlink': {
        const content = this.contents.get(entry.target)
        if (!content) {
          throw new AppError('invalid_input', `The archive links ${entry.path} to a file that does not come before it.`)
        }
        this.addFile(entry.path, content)
      }
    }
  }

  result(): FilesSummary {
    const { files, bytes, folders, links, sum } = this
    return { files, bytes, folders, links, digest: sum.toString(16).padStart(64, '0') }
  }

  private addFile(path: string, content: { size: number; digest: string }): void {
    this.contents.set(path, content)
    this.files++
    this.bytes += content.size
    this.mix('file', path, content.digest)
  }

  private mix(...parts: string[]): void {
    const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
    // Addition, so that the order in which a driver lists its files does not matter.
    this.sum = (this.sum + BigInt(`0x${digest}`)) % DIGEST_MODULUS
  }
}
