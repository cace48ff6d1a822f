import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf } from '#lib/access/page.ts'
import { deletePrice, selectPrices, upsertPrice } from './price-store.ts'
import { modelPriceInput, modelPriceView, priceKey } from './schema.ts'

/** What an organisation pays for models, where it has said so. */
export const listModelPrices = defineUseCase({
  id: 'budgets.list-prices',
  level: 'tenant',
  role: 'viewer',
  http: { method: 'GET', path: '/tenants/{tenantId}/model-prices' },
  input: pageFields,
  output: pageOf(modelPriceView),
  execute: ({ tx }, { cursor, limit }) => selectPrices(tx, { after: decodePageCursor(priceKey, cursor), limit }),
})

/** Says what an organisation pays for a model: model calls from here on are counted at that price. */
export const setModelPrice = defineUseCase({
  id: 'budgets.set-price',
  level: 'tenant',
  role: 'admin',
  http: { method: 'PUT', path: '/tenants/{tenantId}/model-prices' },
  input: modelPriceInput,
  output: modelPriceView,
  load: async ({ scope }) => scope,
  execute: ({ tx, scope }, price) => upsertPrice(tx, scope, price),
  audit: (_, { provider, model, inputMicros, cachedInputMicros, outputMicros }, { tenantId }) => ({
    action: 'model-price.changed',
    targetKind: 'tenant',
    targetId: tenantId,
    details: { provider, model, inputMicros, cachedInputMicros, outputMicros },
  }),
})

/** Goes back to the list's price. Removing what is not there changes nothing. */
export const removeModelPrice = defineUseCase({
  id: 'budgets.remove-price',
  level: 'tenant',
  role: 'admin',
  http: { method: 'DELETE', path: '/tenants/{tenantId}/model-prices' },
  input: { provider: modelPriceInput.provider, model: modelPriceInput.model },
  output: z.object({ removed: z.boolean() }),
  load: async ({ scope }) => scope,
  execute: async ({ tx }, price) => ({ removed: await deletePrice(tx, price) }),
  audit: ({ removed }, { provider, model }, { tenantId }) =>
    removed
      ? { action: 'model-price.removed', targetKind: 'tenant', targetId: tenantId, details: { provider, model } }
      : null,
})
