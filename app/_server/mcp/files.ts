import type { ListResourcesResult, ReadResourceResult } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { decodePageCursor, encodePageCursor } from '#lib/access/page.ts'
import { AppError } from '#lib/errors.ts'
import { listFiles } from '#lib/workspaces/list-files.ts'
import { readFile } from '#lib/workspaces/read-file.ts'
import type { McpPlace } from './place.ts'

const ROOT = '/workspace'
const PAGE = 200
const MAX_FOLDERS = 200
const MAX_DEPTH = 20
const MAX_READ_BYTES = 4 * 2 ** 20
/** What programs keep for themselves. */
const LEFT_OUT = /^(?:\..*|node_modules)$/

/** A folder at a time, those in it behind it: where the walk goes on. */
const walkKey = z.object({
  folder: z.string().max(4096),
  after: z.string().max(400).optional(),
  folders: z.array(z.string().max(4096)).max(MAX_FOLDERS),
})

/** The workspace's files, a page at a time. */
export async function listFileResources(
  { principal, workspaceId }: McpPlace,
  cursor: string | undefined,
): Promise<ListResourcesResult> {
  const { folder, after, folders } = decodePageCursor(walkKey, cursor) ?? { folder: ROOT, folders: [] }
  const page = { workspaceId, path: folder, cursor: after, limit: PAGE }
  const { items, nextCursor } = await listFiles.run(principal, page)
  const isDeep = folder.split('/').length > MAX_DEPTH
  const inside = items
    .filter(({ kind, path }) => kind === 'directory' && !isDeep && !LEFT_OUT.test(path))
    .map(({ path }) => `${folder}/${path}`)
  const rest = [...folders, ...inside].slice(0, MAX_FOLDERS)
  const resources = items
    .filter(({ kind }) => kind === 'file')
    .map(({ path, size, modifiedAtMs }) => ({
      uri: uriOf(`${folder}/${path}`),
      name: path,
      size,
      annotations: { lastModified: new Date(modifiedAtMs).toISOString() },
    }))
  const [next, ...others] = rest
  if (nextCursor !== null)
    return { resources, nextCursor: encodePageCursor({ folder, after: nextCursor, folders: rest }) }
  return next === undefined
    ? { resources }
    : { resources, nextCursor: encodePageCursor({ folder: next, folders: others }) }
}

/** One file: as text where it is some, else its bytes. */
export async function readFileResource({ principal, workspaceId }: McpPlace, uri: string): Promise<ReadResourceResult> {
  const path = pathOf(uri)
  const { body, size } = await readFile.run(principal, { workspaceId, path, length: MAX_READ_BYTES })
  if (size > MAX_READ_BYTES) {
    await body.cancel()
    throw new AppError(
      'too_large',
      `The file has ${size} bytes, and a resource at most ${MAX_READ_BYTES}. Download it by the API instead.`,
    )
  }
  const bytes = Buffer.from(await new Response(body).arrayBuffer())
  const text = textOf(bytes)
  return {
    contents: [
      text === null
        ? { uri, mimeType: 'application/octet-stream', blob: bytes.toString('base64') }
        : { uri, mimeType: 'text/plain', text },
    ],
  }
}

function uriOf(path: string): string {
  return `file://${path.split('/').map(encodeURIComponent).join('/')}`
}

function pathOf(uri: string): string {
  const url = URL.parse(uri)
  try {
    const path = url?.protocol === 'file:' && url.host === '' ? decodeURIComponent(url.pathname) : ''
    if (path.startsWith(`${ROOT}/`) && !path.includes('\0')) return path
  } catch {
    // A name that is not encoded as it has to be names nothing.
  }
  throw new AppError(
    'not_found',
    'There is no such resource: the files have addresses like file:///workspace/report.md.',
  )
}

function textOf(bytes: Buffer): string | null {
  if (bytes.includes(0)) return null
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
