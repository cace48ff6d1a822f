import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { revokeInvitationsBeyond } from '../invitations/revoke-invitations-beyond.ts'
import { apiKeyView } from '../schema.ts'
import { revokeApiKeyRow } from './store.ts'

/** Ends a key for good, from its next request on, and the invitations that were made with it. */
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
    await revokeInvitationsBeyond(tx, apiKeyId, 'viewer')
    return key
  },
  audit: ({ id }) => ({ action: 'api-key.revoked', targetKind: 'api-key', targetId: id }),
})
