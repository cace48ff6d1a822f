import { defineUseCase } from '#lib/access/define-use-case.ts'
import { cutPage, decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { trashItem } from '../file-schema.ts'
import { readTrash } from './store.ts'

/** What was removed and can be brought back, the latest first. */
export const listTrash = defineUseCase({
  id: 'files.list-trash',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/files/trash' },
  input: pageFields,
  output: pageOf(trashItem),
  async execute({ tx }, { cursor, limit }) {
    const rows = await readTrash(tx, decodePageCursor(timeKey, cursor), limit)
    return cutPage(
      rows,
      limit,
      ({ deletedAt, id }) => ({ at: deletedAt, id }),
      (item) => item,
    )
  },
})
