import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { apiKeyView } from '../schema.ts'
import { revokeApiKeyRow } from './store.ts'

/** Ends a key for good, from its next request on. */
export const revokeApiKey = defineUseCase({
  id: 'api-keys.revoke',
  level: 'tenant',
  role: 'admin',
  http: { method: 'DELETE', path: '/tenants/{tenantId}/api-keys/{apiKeyId}' },
  input: { apiKeyId: idSchema },
  output: apiKeyView,
  async execute({ tx }, { apiKeyId }) {
    const key = await revokeApiKeyRow(tx, apiKeyId)
    if (!key) throw notFound('The key')
    return key
  },
  audit: ({ id }) => ({ action: 'api-key.revoked', targetKind: 'api-key', targetId: id }),
})
