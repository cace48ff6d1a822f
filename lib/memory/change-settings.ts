import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { loadWorkspaceProvider } from '#lib/providers/credentials.ts'
import { type EmbedderRef, lexical, providerEmbedder } from './embedders.ts'
import { hintMemoryChanged } from './hint.ts'
import { embedByProvider } from './provider-embedder.ts'
import { type EmbedderChoice, embedderChoice, LEXICAL, memorySettingsView, retentionDays } from './schema.ts'
import { viewSettings, writeSettings } from './settings.ts'

const TRY_TIMEOUT_MS = 20_000

/** How a workspace remembers. */
export const getMemorySettings = defineUseCase({
  id: 'memory.get-settings',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/memory/settings' },
  input: {},
  output: memorySettingsView,
  execute: ({ tx, scope }) => viewSettings(tx, scope.workspaceId),
})

/** Changes how a workspace remembers. An embedder is tried before it is taken, and reads all entries anew. */
export const updateMemorySettings = defineUseCase({
  id: 'memory.update-settings',
  level: 'workspace',
  role: 'admin',
  http: { method: 'PATCH', path: '/workspaces/{workspaceId}/memory/settings' },
  input: {
    rememberConversations: z.boolean().optional(),
    retentionDays: retentionDays.optional(),
    embedder: embedderChoice.optional(),
  },
  output: memorySettingsView,
  needsPrepare: ({ embedder }) => embedder?.kind === 'provider',
  prepare: (scope, { embedder }) => tryEmbedder(scope, embedder),
  async execute({ tx, scope, prepared }, { embedder, ...change }) {
    const target = embedder?.kind === LEXICAL ? lexical : (prepared ?? undefined)
    await writeSettings(tx, scope, { ...change, target })
    return viewSettings(tx, scope.workspaceId)
  },
  audit: ({ rememberConversations, retentionDays, embedder }) => ({
    action: 'memory.settings-updated',
    targetKind: 'memory',
    targetId: 'settings',
    details: { rememberConversations, retentionDays, embedder: embedder.kind === LEXICAL ? LEXICAL : embedder.model },
  }),
  afterCommit: hintMemoryChanged,
})

async function tryEmbedder(scope: WorkspaceScope, choice: EmbedderChoice | undefined): Promise<EmbedderRef | null> {
  if (choice?.kind !== 'provider') return null
  const { providerId, model } = choice
  const provider = await withScope(scope, (tx) => loadWorkspaceProvider(tx, scope.workspaceId, providerId))
  if (!provider) throw notFound('The provider')
  try {
    const [point] = await embedByProvider(provider, model, ['Hello'], { timeoutMs: TRY_TIMEOUT_MS })
    return providerEmbedder(providerId, model, point?.length ?? 0)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw new AppError('invalid_input', error.message, { fieldErrors: { embedder: [error.message] } })
  }
}
