import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { apiKeyView } from '../schema.ts'
import { selectApiKeys } from './store.ts'

/** The organisation's keys, revoked ones included. */
export const listApiKeys = defineUseCase({
  id: 'api-keys.list',
  level: 'tenant',
  role: 'admin',
  http: { method: 'GET', path: '/tenants/{tenantId}/api-keys' },
  input: pageFields,
  output: pageOf(apiKeyView),
  execute: ({ tx }, { cursor, limit }) => selectApiKeys(tx, { after: decodePageCursor(timeKey, cursor), limit }),
})
