import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, timeKey } from '#lib/access/page.ts'
import { memorySettingsView, memoryView } from './schema.ts'
import { viewSettings } from './settings.ts'
import { selectEntries } from './store.ts'

const PAGE = 2_000

/** Everything that a workspace remembers, with its settings: two thousand entries at a time. */
export const exportMemory = defineUseCase({
  id: 'memory.export',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/memory/export' },
  input: { cursor: z.string().min(1).max(2000).optional() },
  output: z.object({
    exportedAt: z.iso.datetime(),
    settings: memorySettingsView,
    items: z.array(memoryView),
    nextCursor: z.string().nullable(),
  }),
  async execute({ tx, scope }, { cursor }) {
    const after = decodePageCursor(timeKey, cursor)
    const page = await selectEntries(tx, scope.workspaceId, {}, { after, limit: PAGE })
    const settings = await viewSettings(tx, scope.workspaceId)
    return { exportedAt: new Date().toISOString(), settings, ...page }
  },
})
