import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { MAX_ENTRIES_AT_ONCE, trashPath } from '../file-schema.ts'
import { callWorker } from '../worker-client.ts'
import { auditPaths } from './split-outcomes.ts'
import { deleteTrash, findTrash } from './store.ts'

/** Removes what is in the trash for good, which gives its room back. */
export const emptyTrash = defineUseCase({
  id: 'files.empty-trash',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/files/trash/delete' },
  input: { ids: z.array(idSchema).min(1).max(MAX_ENTRIES_AT_ONCE) },
  output: z.object({ removed: z.array(z.object({ id: idSchema, path: z.string() })) }),
  async prepare(scope, { ids }) {
    const items = await withScope(scope, (tx) => findTrash(tx, ids))
    if (items.length === 0) throw notFound('What was deleted')
    const body = JSON.stringify({ paths: items.map(({ id }) => trashPath(id)) })
    await callWorker(scope, 'remove', '/files/remove', { method: 'POST', body })
    return items.map(({ id, path }) => ({ id, path }))
  },
  async execute({ tx, prepared }) {
    await deleteTrash(
      tx,
      prepared.map(({ id }) => id),
    )
    return { removed: prepared }
  },
  audit: ({ removed }) => ({
    action: 'file.removed',
    targetKind: 'file',
    targetId: removed[0]?.path ?? '',
    details: auditPaths(removed.map(({ path }) => path)),
  }),
})
