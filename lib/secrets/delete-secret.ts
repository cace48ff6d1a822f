import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { deleteSecretRow, findRow } from './store.ts'

/** Forgets a secret with all of its values. */
export const deleteSecret = defineUseCase({
  id: 'secrets.delete',
  level: 'workspace',
  role: 'admin',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/secrets/{secretId}' },
  input: { secretId: idSchema },
  output: z.object({ id: idSchema, name: z.string() }),
  async load({ tx }, { secretId }) {
    const row = await findRow(tx, secretId)
    if (!row) throw notFound('The secret')
    return row
  },
  async execute({ tx }, { secretId }, { name }) {
    await deleteSecretRow(tx, secretId)
    return { id: secretId, name }
  },
  audit: ({ id, name }) => ({ action: 'secret.deleted', targetKind: 'secret', targetId: id, details: { name } }),
})
