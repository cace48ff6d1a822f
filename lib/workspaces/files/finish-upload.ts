import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { AppError, type ErrorCode } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { type UploadView, uploadPath } from '../file-schema.ts'
import { announceFiles } from '../hint.ts'
import { callWorker } from '../worker-client.ts'
import { freeNames } from './free-names.ts'
import { loadUpload, statOrNull } from './load-upload.ts'
import { type MoveOutcome, moveOnWorker } from './move-on-worker.ts'
import { deleteUpload } from './store.ts'

/** Puts an upload that has arrived whole in its place, in one step. */
export const finishUpload = defineUseCase({
  id: 'files.finish-upload',
  level: 'workspace',
  role: 'member',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/files/uploads/{uploadId}/finish' },
  input: {
    uploadId: idSchema,
    /** Where something has the name: replace it, give the upload another name, or refuse. */
    onTaken: z.enum(['replace', 'rename', 'refuse']).default('refuse'),
  },
  output: z.object({ path: z.string(), size: z.number().int() }),
  async prepare(scope, { uploadId, onTaken }) {
    const upload = await loadUpload(scope, uploadId)
    return { size: upload.size, path: await put(scope, upload, onTaken) }
  },
  async execute({ tx, prepared }, { uploadId }) {
    await deleteUpload(tx, uploadId)
    return prepared
  },
  audit: ({ path, size }, { uploadId }) => ({
    action: 'file.uploaded',
    targetKind: 'file',
    targetId: path,
    details: { uploadId, size },
  }),
  async afterCommit(scope, { path }) {
    await announceFiles(scope, [path])
    return undefined
  },
})

/** @returns where it is now */
async function put(scope: WorkspaceScope, upload: UploadView, onTaken: string): Promise<string> {
  const part = uploadPath(upload.id)
  let arrived = await statOrNull(scope, part)
  if (!arrived && upload.size === 0) {
    await callWorker(scope, 'append', `/files/append?${new URLSearchParams({ path: part, offset: '0' })}`, {
      method: 'POST',
    })
    arrived = await statOrNull(scope, part)
  }
  if (!arrived) {
    // An earlier call came this far, and its answer or its transaction was lost.
    const there = await statOrNull(scope, upload.path)
    if (there?.kind === 'file' && there.size === upload.size) return upload.path
  }
  if (arrived?.size !== upload.size) {
    throw new AppError('conflict', `${arrived?.size ?? 0} of ${upload.size} bytes have arrived. Send the rest first.`)
  }
  let outcome = await move(scope, part, upload.path, onTaken !== 'replace')
  if (onTaken === 'rename') {
    for (const name of freeNames(upload.path)) {
      if (outcome.code !== 'conflict') break
      outcome = await move(scope, part, name, true)
    }
  }
  if (outcome.code !== null) throw new AppError(outcome.code as ErrorCode, outcome.detail)
  return outcome.to
}

async function move(scope: WorkspaceScope, from: string, to: string, keep: boolean): Promise<MoveOutcome> {
  return (await moveOnWorker(scope, [{ from, to }], { keep }))[0] as MoveOutcome
}
