import type { WorkspaceScope } from '#lib/access/scope.ts'
import { AppError } from '#lib/errors.ts'
import { WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import type { Attachment } from '#lib/stream/events.ts'
import { fileEntry } from '#lib/workspaces/file-schema.ts'
import { bodyOf, callWorker } from '#lib/workspaces/worker-client.ts'
import { mediaTypeOf, SNIFFED_BYTES } from './media-type.ts'

export const MAX_ATTACHMENTS = 10

/**
 * What a message refers to, looked at where it lies: the bytes stay on the workspace's volume, and what is stored is
 * their path, their size, and what their first bytes say that they are.
 * @throws AppError `invalid_input` for what is no file of the workspace; `unavailable` without a worker
 */
export function readAttachments(scope: WorkspaceScope, paths: readonly string[]): Promise<Attachment[]> {
  return Promise.all([...new Set(paths)].map((path) => readAttachment(scope, path)))
}

async function readAttachment(scope: WorkspaceScope, path: string): Promise<Attachment> {
  const query = new URLSearchParams({ path })
  const stat = await callWorker(scope, 'stat', `/files/stat?${query}`)
  const { kind, size } = fileEntry.parse(await stat.json())
  if (kind !== 'file' || !path.startsWith(`${WORKSPACE_DIR}/`)) {
    throw new AppError('invalid_input', `${path} is not a file of the workspace.`)
  }
  const name = path.slice(path.lastIndexOf('/') + 1)
  return {
    path,
    name,
    size,
    mediaType: size === 0 ? 'application/octet-stream' : mediaTypeOf(await head(scope, query)),
  }
}

async function head(scope: WorkspaceScope, query: URLSearchParams): Promise<Uint8Array> {
  const response = await callWorker(scope, 'read', `/files/content?${query}`)
  const reader = bodyOf(response).getReader()
  const chunks: Uint8Array[] = []
  let size = 0
  while (size < SNIFFED_BYTES) {
    const { value, done } = await reader.read()
    if (done) break
    chunks.push(value)
    size += value.byteLength
  }
  await reader.cancel()
  return Buffer.concat(chunks).subarray(0, SNIFFED_BYTES)
}
