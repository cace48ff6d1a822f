import { z } from 'zod'
import {
  failedEntry,
  fileListing,
  fileStat,
  fileUsage,
  type TrashItem,
  trashItem,
  uploadView,
} from '#lib/workspaces/file-schema.ts'

const PAGE_ENTRIES = 5000
const moved = z.object({ moved: z.array(z.object({ from: z.string(), to: z.string() })), failed: z.array(failedEntry) })
const deleted = z.object({ deleted: z.array(trashItem), failed: z.array(failedEntry) })
const restored = z.object({ restored: z.array(z.object({ path: z.string() })), failed: z.array(failedEntry) })
const written = z.object({ size: z.number(), version: z.string() })

/** A file's bytes, from its beginning. */
export interface FileContent {
  bytes: Uint8Array<ArrayBuffer>
  /** Of the whole file. */
  size: number
  version: string
}

/** The workspace's files as the public API offers them. Failures carry the server's `code` and words. */
export function filesApi(workspaceId: string) {
  const base = `/api/v1/workspaces/${workspaceId}/files`
  const post = (path: string, body: unknown) =>
    ask(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const parsed = async <T extends z.ZodType>(schema: T, response: Promise<Response>): Promise<z.output<T>> =>
    schema.parse(await (await response).json())

  return {
    listPage: (path: string, cursor: string | null, signal?: AbortSignal) => {
      const query = new URLSearchParams({ path, limit: String(PAGE_ENTRIES), ...(cursor && { cursor }) })
      return parsed(fileListing, ask(`${base}?${query}`, { signal }))
    },
    stat: (path: string) => parsed(fileStat, ask(`${base}/stat?${new URLSearchParams({ path })}`)),
    usage: () => parsed(fileUsage, ask(`${base}/usage`)),
    /** At most `maxBytes` of it. */
    async read(path: string, maxBytes: number, signal?: AbortSignal): Promise<FileContent> {
      const { size } = await parsed(fileStat, ask(`${base}/stat?${new URLSearchParams({ path })}`, { signal }))
      const headers: HeadersInit = size > maxBytes ? { range: `bytes=0-${maxBytes - 1}` } : {}
      const response = await ask(contentUrl(workspaceId, path), { signal, headers })
      const version = response.headers.get('etag')?.slice(1, -1) ?? ''
      return { bytes: new Uint8Array(await response.arrayBuffer()), size, version }
    },
    /** `over`: the version that is replaced, or null for a file that must be new; left out, whatever is there. */
    async write(path: string, bytes: BodyInit, over?: string | null, signal?: AbortSignal) {
      const headers: HeadersInit =
        over === undefined ? {} : over === null ? { 'if-none-match': '*' } : { 'if-match': `"${over}"` }
      return parsed(written, ask(contentUrl(workspaceId, path), { method: 'PUT', body: bytes, headers, signal }))
    },
    makeFolder: (path: string) => post('/folders', { path }),
    move: (moves: { from: string; to: string }[]) => parsed(moved, post('/move', { moves })),
    remove: (paths: string[]) => parsed(deleted, post('/delete', { paths })),
    restore: (ids: string[]) => parsed(restored, post('/trash/restore', { ids })),
    emptyTrash: (ids: string[]) => post('/trash/delete', { ids }),
    async listTrash(): Promise<TrashItem[]> {
      const page = z.object({ items: z.array(trashItem) })
      return (await parsed(page, ask(`${base}/trash?limit=200`))).items
    },
    listUploads: async () => {
      const page = z.object({ items: z.array(uploadView) })
      return (await parsed(page, ask(`${base}/uploads?limit=200`))).items
    },
    startUpload: (upload: { path: string; size: number; modifiedAtMs: number }) =>
      parsed(uploadView, post('/uploads', upload)),
    uploadOffset: async (uploadId: string) => {
      const offset = z.object({ offset: z.number() })
      return (await parsed(offset, ask(`${base}/uploads/${uploadId}`))).offset
    },
    sendPart: async (uploadId: string, offset: number, part: Blob, signal: AbortSignal) => {
      const url = `${base}/uploads/${uploadId}/content?offset=${offset}`
      const answer = z.object({ offset: z.number() })
      return (await parsed(answer, ask(url, { method: 'PUT', body: part, signal }))).offset
    },
    finishUpload: (uploadId: string, onTaken: 'replace' | 'rename' | 'refuse') =>
      parsed(z.object({ path: z.string() }), post(`/uploads/${uploadId}/finish`, { onTaken })),
    cancelUpload: (uploadId: string) => ask(`${base}/uploads/${uploadId}`, { method: 'DELETE' }),
  }
}

export type FilesApi = ReturnType<typeof filesApi>

/** Where a file's bytes are. `inline`: for showing, of the kinds that are harmless. */
export function contentUrl(workspaceId: string, path: string, options: { inline?: boolean } = {}): string {
  const query = new URLSearchParams({ path, ...(options.inline && { inline: '' }) })
  return `/api/v1/workspaces/${workspaceId}/files/content?${query}`
}

/** Where several files, or a folder, are one archive. */
export function zipUrl(workspaceId: string, paths: readonly string[]): string {
  return `/api/v1/workspaces/${workspaceId}/files/zip?${new URLSearchParams(paths.map((path) => ['path', path]))}`
}

async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(url, init).catch((error: unknown) => {
    if (init.signal?.aborted) throw error
    throw Object.assign(new Error('unreachable'), { code: 'unreachable' })
  })
  if (response.ok) return response
  const problem = (await response.json().catch(() => null)) as { code?: string; detail?: string } | null
  const code = problem?.detail ? problem.code : 'unanswered'
  throw Object.assign(new Error(problem?.detail), { code, status: response.status })
}
