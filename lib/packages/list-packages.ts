import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf } from '#lib/access/page.ts'
import { idSchema } from '#lib/ids.ts'
import { packageCategory, packageSummary } from './schema.ts'
import { selectPackages } from './store.ts'

const packageKey = z.object({
  curated: z.boolean(),
  installs: z.number().int(),
  at: z.iso.datetime(),
  name: z.string().max(64),
  id: idSchema,
})

/** What a workspace can install: the catalogue, and what its organisation has published for itself. */
export const listPackages = defineUseCase({
  id: 'packages.list',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/packages' },
  input: {
    ...pageFields,
    search: z.string().trim().max(200).optional(),
    category: packageCategory.optional(),
    from: z.enum(['catalogue', 'own']).optional().describe('own: what the organisation has published.'),
    sort: z.enum(['popular', 'newest', 'name']).default('popular'),
  },
  output: pageOf(packageSummary),
  execute: ({ tx, scope }, { cursor, limit, ...filter }) =>
    selectPackages(tx, scope, filter, { after: decodePageCursor(packageKey, cursor), limit }),
})
