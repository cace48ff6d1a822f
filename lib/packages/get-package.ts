import { defineUseCase } from '#lib/access/define-use-case.ts'
import { idSchema } from '#lib/ids.ts'
import { loadPackage } from './load-package.ts'
import { packageVersion, packageView } from './schema.ts'

/** A package with its versions, and all of one of them: what it holds, what it may do, and what the check found. */
export const getPackage = defineUseCase({
  id: 'packages.get',
  level: 'workspace',
  role: 'viewer',
  http: { method: 'GET', path: '/workspaces/{workspaceId}/packages/{packageId}' },
  input: { packageId: idSchema, version: packageVersion.optional() },
  output: packageView,
  execute: ({ tx, scope }, { packageId, version }) => loadPackage(tx, scope, packageId, version),
})
