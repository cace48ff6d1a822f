import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { failedEntry, MAX_ENTRIES_AT_ONCE, trashPath } from '../file-schema.ts'
import { announceFiles } from '../hint.ts'
import { freeNames } from './free-names.ts'
import { type MoveOutcome, moveOnWorker } from './move-on-worker.ts'
import { auditPaths } from './split-outcomes.ts'
import { deleteTrash, findTrash } from './store.ts'

/** Brings files and folders back from the trash. Where something else has the name by now, under another one. */
export const restoreFiles = defineUseCase({
  id: 'files.restore',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/files/trash/restore' },
  input: { ids: z.array(idSchema).min(1).max(MAX_ENTRIES_AT_ONCE) },
  output: z.object({
    restored: z.array(z.object({ id: idSchema, path: z.string() })),
    failed: z.array(failedEntry),
  }),
  async prepare(scope, { ids }) {
    const items = await withScope(scope, (tx) => findTrash(tx, ids))
    if (items.length === 0) throw notFound('What was deleted')
    const restored: { id: string; path: string }[] = []
    const failed: z.infer<typeof failedEntry>[] = []
    const moves = items.map(({ id, path }) => ({ from: trashPath(id), to: path }))
    for (const [index, first] of (await moveOnWorker(scope, moves, { keep: true })).entries()) {
      const { id, path } = items[index] as { id: string; path: string }
      let outcome: MoveOutcome = first
      for (const to of freeNames(path)) {
        if (outcome.code !== 'conflict') break
        outcome = (await moveOnWorker(scope, [{ from: trashPath(id), to }], { keep: true }))[0] as MoveOutcome
      }
      if (outcome.code === null) restored.push({ id, path: outcome.to })
      else failed.push({ path, code: outcome.code, detail: inWords(path, outcome) })
    }
    return { restored, failed }
  },
  async execute({ tx, prepared }) {
    await deleteTrash(
      tx,
      prepared.restored.map(({ id }) => id),
    )
    return prepared
  },
  audit: ({ restored }) =>
    restored.length === 0
      ? null
      : {
          action: 'file.restored',
          targetKind: 'file',
          targetId: restored[0]?.path ?? '',
          details: auditPaths(restored.map(({ path }) => path)),
        },
  async afterCommit(scope, { restored }) {
    await announceFiles(
      scope,
      restored.map(({ path }) => path),
    )
    return undefined
  },
})

function inWords(path: string, { code, detail }: MoveOutcome): string {
  return code === 'not_found' ? `${path} is not in the trash any more.` : detail
}
