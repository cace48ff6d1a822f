import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import { idSchema } from '#lib/ids.ts'
import { installationView } from './schema.ts'
import { selectInstallations } from './store.ts'

/** What is installed in a workspace, the oldest first, each with the update that there is for it. */
export const listInstallations = defineUseCase({
  id: 'packages.list-installations',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/installations' },
  input: { ...pageFields, packageId: idSchema.optional() },
  output: pageOf(installationView),
  execute: ({ tx, scope }, { packageId, cursor, limit }) =>
    selectInstallations(tx, scope, packageId, { after: decodePageCursor(timeKey, cursor), limit }),
})
