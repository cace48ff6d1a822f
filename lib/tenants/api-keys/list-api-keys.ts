import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { apiKeyView } from '../schema.ts'
import { selectApiKeys } from './store.ts'

/** The organisation's keys, revoked ones included. */
export const listApiKeys = defineUseCase({
  id: 'api-keys.list',
  level: 'tenant',
  role: 'admin',
  http: { method: 'GET', path: '/tenants/{tenantId}/api-keys' },
  input: {},
  output: z.object({ apiKeys: z.array(apiKeyView) }),
  execute: async ({ tx }) => ({ apiKeys: await selectApiKeys(tx) }),
})
