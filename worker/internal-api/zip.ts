import { finished } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { AppError } from '#lib/errors.ts'
import { INTERNAL_DIR, MAX_LIST_LIMIT } from '#lib/workspaces/file-schema.ts'
import type { FileOps } from '../sandbox/provider.ts'

/** The archive's list of contents is held in memory until its end, and looked through for each file. */
const MAX_ENTRIES = 50_000
const MAX_DEPTH = 200
/** Sizes and places beyond this need the long form, and a file may grow while it is read. */
const LONG_FORM_BYTES = 3.5 * 2 ** 30
/** Compressing these again costs time and gains nothing. */
const COMPRESSED =
  /\.(zip|gz|tgz|xz|zst|bz2|7z|rar|jpe?g|png|gif|webp|avif|mp[34]|m4a|mov|mkv|webm|pdf|docx|xlsx|pptx)$/i
const REPORT_NAME = 'NOT INCLUDED.txt'

interface Item {
  path: string
  /** In the archive. */
  name: string
  kind: string
  size: number
  modifiedAtMs: number
}

/**
 * A zip archive of files and folders, made while it is read: one file after the other, nothing held but names. Links
 * are left out, wherever they lead; so is what cannot be read, and a text in the archive says so.
 * @throws AppError `not_found` for a path that does not exist
 */
export async function zipOf(files: FileOps, paths: readonly string[]): Promise<NodeJS.ReadableStream> {
  const tops: Item[] = []
  for (const path of paths) {
    const trimmed = path.replace(/\/+$/, '') || '/'
    const { kind, size, modifiedAtMs } = await files.stat(trimmed)
    const name = trimmed === '/workspace' || trimmed === '.' ? '' : safeName(trimmed.split('/').at(-1) ?? '')
    tops.push({ path: trimmed, name, kind, size, modifiedAtMs })
  }
  const archive = new ZipFile()
  const output = archive.outputStream as NodeJS.ReadableStream & { destroy(error?: Error): void; destroyed: boolean }
  archive.on('error', (error: Error) => output.destroy(error))
  fill(archive, files, tops, () => output.destroyed).catch((error: Error) => output.destroy(error))
  return output
}

async function fill(archive: ZipFile, files: FileOps, tops: Item[], isOver: () => boolean): Promise<void> {
  const left: string[] = []
  let entries = 0
  const add = async (item: Item, depth: number): Promise<void> => {
    if (isOver()) return
    if (++entries > MAX_ENTRIES) {
      throw new AppError('invalid_input', `One archive holds at most ${MAX_ENTRIES} files and folders.`)
    }
    if (item.kind === 'file') {
      const why = await addFile(archive, files, item)
      if (why !== null) left.push(`${item.path}: ${why}`)
    } else if (item.kind === 'directory' && depth < MAX_DEPTH) {
      if (item.name !== '') archive.addEmptyDirectory(item.name, { mtime: new Date(item.modifiedAtMs) })
      for await (const child of childrenOf(files, item)) await add(child, depth + 1)
    } else {
      left.push(`${item.path}: ${item.kind === 'link' ? 'a link' : 'not a file'}`)
    }
  }
  for (const top of tops) await add(top, 0)
  if (left.length > 0) archive.addBuffer(Buffer.from(`${left.join('\n')}\n`), REPORT_NAME)
  archive.end()
}

async function* childrenOf(files: FileOps, folder: Item): AsyncGenerator<Item> {
  let after: string | undefined
  do {
    const page = await files.list(folder.path, { limit: MAX_LIST_LIMIT, after })
    for (const entry of page.entries) {
      const path = `${folder.path}/${entry.path}`
      // The trash, and what is half there, is nobody's download.
      if (path === INTERNAL_DIR) continue
      const name = folder.name === '' ? safeName(entry.path) : `${folder.name}/${safeName(entry.path)}`
      yield { ...entry, path, name }
    }
    after = page.next ?? undefined
  } while (after)
}

/** @returns why it is left out, or null */
async function addFile(archive: ZipFile, files: FileOps, item: Item): Promise<string | null> {
  try {
    const { stream, size } = await files.readStream(item.path)
    archive.addReadStream(stream, item.name, {
      mtime: new Date(item.modifiedAtMs),
      compress: !COMPRESSED.test(item.name),
      forceZip64Format: size > LONG_FORM_BYTES,
    })
    await finished(stream)
    return null
  } catch (error) {
    // Removed since the folder was read, or with a name that is not text.
    if (error instanceof AppError && ['not_found', 'invalid_input'].includes(error.code)) return error.message
    throw error
  }
}

/** A name that means the same wherever the archive is unpacked, and never another folder. */
function safeName(name: string): string {
  return name.replaceAll('\\', '_').replace(/^([a-zA-Z]):/, '$1_')
}
