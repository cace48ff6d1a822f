import { createWriteStream, type Stats } from 'node:fs'
import { mkdir, open, readdir, rename, stat, utimes } from 'node:fs/promises'
import { basename, dirname, join, posix, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { FileEntry } from '../api-types.ts'
import { allPages, answerOf, connect, request } from '../client.ts'
import type { Call } from '../command.ts'
import { type Config, readConfig } from '../config.ts'
import { CliError, EXIT } from '../errors.ts'

/** What the server takes in one request. */
const PART_BYTES = 4 * 1024 * 1024
const ROOT = '/workspace'

/** Copies a file or a folder of the workspace here. */
export async function pull({ args: [from = ROOT, to = '.'], json }: Call): Promise<number> {
  const config = readConfig()
  const source = posix.resolve(ROOT, from)
  const entry = await look(config, source)
  const target = resolve(to)
  const files = entry.kind === 'directory' ? await walk(config, source) : [{ ...entry, path: source }]
  const base = entry.kind === 'directory' ? source : posix.dirname(source)
  for (const file of files) await pullOne(config, file, inside(target, posix.relative(base, file.path)), json)
  return EXIT.done
}

/** A name that an agent chose does not lead out of the folder. */
function inside(folder: string, relative: string): string {
  const path = resolve(folder, relative)
  if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep)) throw new CliError(`${relative} leads elsewhere.`)
  return path
}

async function pullOne(config: Config, file: FileEntry, to: string, json: boolean): Promise<void> {
  const here = await stat(to).catch(() => null)
  const isHere = here?.size === file.size && Math.abs(here.mtimeMs - file.modifiedAtMs) < 1000
  if (!isHere) {
    await mkdir(dirname(to), { recursive: true })
    // Under its own name once it is whole.
    const part = await download(config, file, to)
    await utimes(part, new Date(), new Date(file.modifiedAtMs))
    await rename(part, to)
  }
  tell({ path: file.path, to, size: file.size, skipped: isHere }, json)
}

/** Goes on with what an earlier attempt at the same content of a large file left. @returns where the bytes are */
async function download(config: Config, { path, size }: FileEntry, to: string): Promise<string> {
  const { workspaceId } = config
  const version = size > PART_BYTES ? await versionOf(config, path) : 'new'
  const part = `${to}.${version}.crewhouse-part`
  const arrived = size > PART_BYTES ? ((await stat(part).catch(() => null))?.size ?? 0) : 0
  if (arrived > 0 && arrived === size) return part
  const headers = { range: `bytes=${arrived}-`, 'if-range': `"${version}"` }
  const at = `/workspaces/${workspaceId}/files/content?${new URLSearchParams({ path })}`
  const { body, status } = await request(config, at, arrived > 0 ? { headers } : {})
  const source = Readable.fromWeb((body ?? new Blob().stream()) as ReadableStream)
  // Changed meanwhile, it comes as a whole.
  await pipeline(source, createWriteStream(part, { flags: status === 206 ? 'a' : 'w' }))
  return part
}

async function versionOf({ workspaceId, ...config }: Config, path: string): Promise<string> {
  const params = { path: { workspaceId }, query: { path } }
  const { version } = answerOf(await connect(config).GET('/workspaces/{workspaceId}/files/stat', { params }))
  // It becomes part of a file's name here.
  if (!/^[\da-f]+$/.test(version)) throw new CliError(`${path}: the server answers with a version that is none.`)
  return version
}

async function look({ workspaceId, ...config }: Config, path: string): Promise<FileEntry> {
  if (path === ROOT) return { path, kind: 'directory', size: 0, modifiedAtMs: 0 }
  const found = await connect(config).GET('/workspaces/{workspaceId}/files/stat', {
    params: { path: { workspaceId }, query: { path } },
  })
  return answerOf(found)
}

async function walk(config: Config, folder: string): Promise<FileEntry[]> {
  const { workspaceId } = config
  const entries = await allPages(async (cursor) =>
    answerOf(
      await connect(config).GET('/workspaces/{workspaceId}/files', {
        params: { path: { workspaceId }, query: { path: folder, cursor, limit: 1000 } },
      }),
    ),
  )
  const found: FileEntry[] = []
  for (const entry of entries) {
    const path = posix.join(folder, entry.path)
    if (entry.kind === 'directory') found.push(...(await walk(config, path)))
    // A link could lead out of what was asked for.
    if (entry.kind === 'file') found.push({ ...entry, path })
  }
  return found
}

/** Copies a file or a folder into the workspace. */
export async function push({ args: [from = '.', to = ROOT], json }: Call): Promise<number> {
  const config = readConfig()
  const source = resolve(from)
  const info = await stat(source).catch(() => null)
  if (!info) throw new CliError(`${from} is not there.`, EXIT.notFound)
  const target = posix.resolve(ROOT, to)
  if (info.isFile()) {
    await pushOne(config, source, posix.join(target, basename(source)), info, json)
    return EXIT.done
  }
  for (const entry of await readdir(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const below = path
      .slice(source.length + 1)
      .split(sep)
      .join('/')
    await pushOne(config, path, posix.join(target, below), await stat(path), json)
  }
  return EXIT.done
}

async function pushOne(
  config: Config,
  from: string,
  path: string,
  { size, mtimeMs }: Stats,
  json: boolean,
): Promise<void> {
  const file = await open(from)
  try {
    if (size <= PART_BYTES) {
      const body = await file.readFile()
      const at = `/workspaces/${config.workspaceId}/files/content?${new URLSearchParams({ path })}`
      await request(config, at, { method: 'PUT', body, headers: { 'content-type': 'application/octet-stream' } })
    } else await pushInParts(config, file, { path, size, modifiedAtMs: Math.round(mtimeMs) })
  } finally {
    await file.close()
  }
  tell({ path, from, size, skipped: false }, json)
}

interface Upload {
  path: string
  size: number
  modifiedAtMs: number
}

/** Goes on with what an earlier attempt at the same file left. */
async function pushInParts(config: Config, file: Awaited<ReturnType<typeof open>>, wanted: Upload): Promise<void> {
  const { workspaceId } = config
  const client = connect(config)
  const params = { path: { workspaceId } }
  const begun = answerOf(await client.GET('/workspaces/{workspaceId}/files/uploads', { params })).items
  const same = ({ path, size, modifiedAtMs }: (typeof begun)[number]) =>
    path === wanted.path && size === wanted.size && modifiedAtMs === wanted.modifiedAtMs
  const upload =
    begun.find(same) ?? answerOf(await client.POST('/workspaces/{workspaceId}/files/uploads', { params, body: wanted }))
  const uploadPath = `/workspaces/${workspaceId}/files/uploads/${upload.id}`
  const now = answerOf(
    await client.GET('/workspaces/{workspaceId}/files/uploads/{uploadId}', {
      params: { path: { workspaceId, uploadId: upload.id } },
    }),
  )
  const buffer = Buffer.alloc(PART_BYTES)
  for (let offset = now.offset; offset < wanted.size; ) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(PART_BYTES, wanted.size - offset), offset)
    if (bytesRead === 0) throw new CliError(`${wanted.path}: the file became shorter while it was sent.`)
    await request(config, `${uploadPath}/content?offset=${offset}`, {
      method: 'PUT',
      body: buffer.subarray(0, bytesRead),
      headers: { 'content-type': 'application/octet-stream' },
    })
    offset += bytesRead
  }
  answerOf(
    await client.POST('/workspaces/{workspaceId}/files/uploads/{uploadId}/finish', {
      params: { path: { workspaceId, uploadId: upload.id } },
    }),
  )
}

function tell(done: { path: string; size: number; skipped: boolean; from?: string; to?: string }, json: boolean): void {
  if (json) console.log(JSON.stringify(done))
  else console.log(`${done.skipped ? 'same' : 'copied'}  ${done.path}  ${done.size} bytes`)
}
