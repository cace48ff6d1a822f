import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { notFound } from '#lib/errors.ts'
import { idSchema, newId } from '#lib/ids.ts'
import { sealSecret } from '#lib/secrets/seal.ts'
import { assertComplete, assertWorks, hintOf } from './check-access.ts'
import { placeOfKey } from './credentials.ts'
import { apiKey, baseUrl, providerKind, providerName, providerView } from './schema.ts'
import { agentExists, insertRow, toView } from './store.ts'

/** Adds a provider for the workspace, or for one agent alone. The key is tried first, and never shown again. */
export const createProvider = defineUseCase({
  id: 'providers.create',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/providers', successStatus: 201 },
  input: {
    kind: providerKind,
    name: providerName,
    baseUrl: baseUrl.nullable().default(null),
    apiKey: apiKey.nullable().default(null),
    agentId: idSchema.nullable().default(null),
    /** Saves what does not work yet: the person was told why, and knows better. */
    saveAnyway: z.boolean().default(false),
  },
  output: providerView,
  async prepare({ tenantId }, input) {
    assertComplete(input)
    if (!input.saveAnyway) await assertWorks(input)
    const id = newId()
    const sealedKey = input.apiKey === null ? null : await sealSecret(input.apiKey, placeOfKey({ id, tenantId }))
    return { id, sealedKey }
  },
  async load({ tx }, { agentId }) {
    if (agentId !== null && !(await agentExists(tx, agentId))) throw notFound('The agent')
  },
  async execute({ tx, scope, prepared }, { kind, name, baseUrl, apiKey, agentId }) {
    const { tenantId, workspaceId } = scope
    const keyHint = hintOf(apiKey)
    return toView(await insertRow(tx, { ...prepared, tenantId, workspaceId, agentId, kind, name, baseUrl, keyHint }))
  },
  audit: ({ id, kind, name, agentId }, { saveAnyway }) => ({
    action: 'provider.created',
    targetKind: 'provider',
    targetId: id,
    details: { kind, name, agentId, saveAnyway },
  }),
})
