import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { providerName } from './schema.ts'
import { deleteRow, findRow } from './store.ts'

/** Forgets a provider and its key. Agents that had chosen it go on with their other models. */
export const deleteProvider = defineUseCase({
  id: 'providers.delete',
  level: 'workspace',
  role: 'admin',
  http: { method: 'DELETE', path: '/workspaces/{workspaceId}/providers/{providerId}' },
  input: { providerId: idSchema },
  output: z.object({ id: idSchema, name: providerName }),
  async load({ tx }, { providerId }) {
    const row = await findRow(tx, providerId)
    if (!row) throw notFound('The provider')
    return row
  },
  async execute({ tx }, { providerId }, { name }) {
    await deleteRow(tx, providerId)
    return { id: providerId, name }
  },
  audit: ({ id, name }) => ({ action: 'provider.deleted', targetKind: 'provider', targetId: id, details: { name } }),
})
