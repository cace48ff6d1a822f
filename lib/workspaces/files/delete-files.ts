import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { newId } from '#lib/ids.ts'
import { entryPath, failedEntry, MAX_ENTRIES_AT_ONCE, trashItem, trashPath } from '../file-schema.ts'
import { announceFiles } from '../hint.ts'
import { moveOnWorker } from './move-on-worker.ts'
import { auditPaths, splitOutcomes } from './split-outcomes.ts'
import { deleteTrash, insertTrash } from './store.ts'

/** Moves files and folders to the workspace's trash, from where they can be brought back for a week. */
export const deleteFiles = defineUseCase({
  id: 'files.delete',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/files/delete' },
  input: { paths: z.array(entryPath).min(1).max(MAX_ENTRIES_AT_ONCE) },
  output: z.object({ deleted: z.array(trashItem), failed: z.array(failedEntry) }),
  async prepare(scope, { paths }) {
    const items = [...new Set(paths)].map((path) => ({ id: newId(), path }))
    // The rows come before the bytes: a crash in between leaves a row without bytes, which can be seen and removed.
    const rows = await withScope(scope, (tx) => insertTrash(tx, scope, items))
    let moved: string[] = []
    try {
      const moves = items.map(({ id, path }) => ({ from: path, to: trashPath(id) }))
      const { done, failed } = splitOutcomes(await moveOnWorker(scope, moves, { keep: true }))
      moved = done.map(({ to }) => to)
      return { deleted: rows.filter(({ id }) => moved.includes(trashPath(id))), failed }
    } finally {
      const left = items.filter(({ id }) => !moved.includes(trashPath(id))).map(({ id }) => id)
      if (left.length > 0) await withScope(scope, (tx) => deleteTrash(tx, left))
    }
  },
  execute: async ({ prepared }) => prepared,
  audit: ({ deleted }) => ({
    action: 'file.deleted',
    targetKind: 'file',
    targetId: deleted[0]?.path ?? '',
    details: auditPaths(deleted.map(({ path }) => path)),
  }),
  async afterCommit(scope, { deleted }) {
    await announceFiles(
      scope,
      deleted.map(({ path }) => path),
    )
    return undefined
  },
})
