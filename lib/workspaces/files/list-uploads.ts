import { defineUseCase } from '#lib/access/define-use-case.ts'
import { cutPage, decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { uploadView } from '../file-schema.ts'
import { readUploads } from './store.ts'

/** Uploads that are not finished, the oldest first. */
export const listUploads = defineUseCase({
  id: 'files.list-uploads',
  level: 'workspace',
  role: 'member',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/files/uploads' },
  input: pageFields,
  output: pageOf(uploadView),
  async execute({ tx }, { cursor, limit }) {
    const rows = await readUploads(tx, decodePageCursor(timeKey, cursor), limit)
    return cutPage(
      rows,
      limit,
      ({ createdAt, id }) => ({ at: createdAt, id }),
      (upload) => upload,
    )
  },
})
