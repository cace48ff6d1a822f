import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { entryPath, failedEntry, MAX_ENTRIES_AT_ONCE } from '../file-schema.ts'
import { announceFiles } from '../hint.ts'
import { moveOnWorker } from './move-on-worker.ts'
import { auditPaths, splitOutcomes } from './split-outcomes.ts'

const move = z.object({ from: entryPath, to: entryPath })

/** Renames files and folders, or moves them to other folders; missing folders on the way are made. */
export const moveFiles = defineUseCase({
  id: 'files.move',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/files/move' },
  input: {
    moves: z.array(move).min(1).max(MAX_ENTRIES_AT_ONCE),
    /** What has a new name already is replaced; without it, that move fails. */
    replace: z.boolean().default(false),
  },
  output: z.object({ moved: z.array(move), failed: z.array(failedEntry) }),
  async prepare(scope, { moves, replace }) {
    const { done, failed } = splitOutcomes(await moveOnWorker(scope, moves, { keep: !replace }))
    return { moved: done.map(({ from, to }) => ({ from, to })), failed }
  },
  execute: async ({ prepared }) => prepared,
  audit: ({ moved }) => ({
    action: 'file.moved',
    targetKind: 'file',
    targetId: moved[0]?.from ?? '',
    details: auditPaths(moved.map(({ from, to }) => `${from} -> ${to}`)),
  }),
  async afterCommit(scope, { moved }) {
    await announceFiles(
      scope,
      moved.flatMap(({ from, to }) => [from, to]),
    )
    return undefined
  },
})
