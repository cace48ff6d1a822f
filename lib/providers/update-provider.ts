import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { sealSecret } from '#lib/secrets/seal.ts'
import { assertComplete, assertWorks, fieldError, hintOf } from './check-access.ts'
import { placeOfKey } from './credentials.ts'
import { apiKey, baseUrl, providerName, providerView } from './schema.ts'
import { findRow, toView, updateRow } from './store.ts'

/** Changes a provider. A stored key is never sent to a new address: with one comes the other. */
export const updateProvider = defineUseCase({
  id: 'providers.update',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PATCH', path: '/workspaces/{workspaceId}/providers/{providerId}' },
  input: {
    providerId: idSchema,
    name: providerName.optional(),
    baseUrl: baseUrl.nullable().optional(),
    apiKey: apiKey.optional(),
    saveAnyway: z.boolean().default(false),
  },
  output: providerView,
  async prepare(scope, input) {
    const row = await withScope(scope, (tx) => findRow(tx, input.providerId))
    if (!row) throw notFound('The provider')
    const address = input.baseUrl === undefined ? row.baseUrl : input.baseUrl
    if (address !== row.baseUrl && row.sealedKey !== null && input.apiKey === undefined) {
      throw fieldError('apiKey', 'Enter the key again: it is not sent to a new address without you.')
    }
    if (input.apiKey !== undefined || address !== row.baseUrl) {
      const access = { kind: row.kind, baseUrl: address, apiKey: input.apiKey ?? null }
      assertComplete(access)
      if (!input.saveAnyway) await assertWorks(access)
    }
    const sealedKey = input.apiKey === undefined ? undefined : await sealSecret(input.apiKey, placeOfKey(row))
    return { seen: row, sealedKey }
  },
  async execute({ tx, prepared }, { name, baseUrl, apiKey }) {
    const keyHint = apiKey === undefined ? undefined : hintOf(apiKey)
    const row = await updateRow(tx, prepared.seen, { name, baseUrl, sealedKey: prepared.sealedKey, keyHint })
    // The address that was checked is the one that the key is stored beside.
    if (!row) throw new AppError('conflict', 'The provider was changed at the same time. Load it again.')
    return toView(row)
  },
  audit: ({ id, name }, input) => ({
    action: 'provider.updated',
    targetKind: 'provider',
    targetId: id,
    details: { name, newKey: input.apiKey !== undefined, newAddress: input.baseUrl !== undefined },
  }),
})
