import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { fetchFor, openProviderKey } from './credentials.ts'
import { fetchModels, modelsOf } from './fetch-models.ts'
import { type ModelInfo, modelInfo } from './schema.ts'
import { findRow } from './store.ts'

/** What a provider offers right now, for whoever chooses a model. */
export const listProviderModels = defineUseCase({
  id: 'providers.list-models',
  level: 'workspace',
  role: 'member',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/providers/{providerId}/models' },
  input: { providerId: idSchema },
  output: z.object({ models: z.array(modelInfo) }),
  async load({ tx }, { providerId }) {
    const row = await findRow(tx, providerId)
    if (!row) throw notFound('The provider')
    return row
  },
  execute: async () => ({ models: [] as ModelInfo[] }),
  async afterCommit(_scope, _output, _input, row) {
    const apiKey = await openProviderKey(row)
    return { models: modelsOf(await fetchModels({ ...row, apiKey, fetch: fetchFor(row) })) }
  },
})
