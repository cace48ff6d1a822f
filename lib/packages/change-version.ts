import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import type { Scope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { loadPackage } from './load-package.ts'
import { nameProblem } from './names.ts'
import { packageVersion, packageView } from './schema.ts'
import { claimName, findPackageRow, selectVersions, setListing, setYanked } from './store.ts'

const input = { packageId: idSchema, version: packageVersion }

/** A version of the organisation's own. @throws AppError `not_found` */
async function loadOwnVersion({ tx, scope }: { tx: Tx; scope: Scope }, at: { packageId: string; version: string }) {
  const row = await findPackageRow(tx, at.packageId)
  if (!row || row.tenantId !== scope.tenantId) throw notFound('The package')
  const found = (await selectVersions(tx, at.packageId)).find(({ version }) => version === at.version)
  if (!found) throw notFound('The version')
  return { row, found }
}

/** Withdraws a version: nobody installs it any more; where it is installed it stays, and people are told. */
export const yankPackage = defineUseCase({
  id: 'packages.yank',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/packages/{packageId}/versions/{version}/yank' },
  input: { ...input, reason: z.string().trim().min(1, 'Say why, for those who have it installed.').max(500) },
  output: packageView,
  load: loadOwnVersion,
  authorize(_, __, { found }) {
    if (found.yankedAt) throw new AppError('conflict', 'This version is withdrawn already.')
  },
  async execute({ tx, scope }, { packageId, reason }, { found }) {
    await setYanked(tx, found.id, reason)
    return loadPackage(tx, scope, packageId)
  },
  audit: ({ id, name }, { version, reason }) => ({
    action: 'package.yanked',
    targetKind: 'package',
    targetId: id,
    details: { name, version, reason },
  }),
})

/** Hands a version that was private, or was rejected, to the catalogue's reviewers. */
export const submitPackage = defineUseCase({
  id: 'packages.submit',
  level: 'workspace',
  role: 'admin',
  http: { method: 'POST', path: '/workspaces/{workspaceId}/packages/{packageId}/versions/{version}/submit' },
  input,
  output: packageView,
  load: loadOwnVersion,
  authorize(_, __, { found }) {
    if (found.listing === 'submitted' || found.listing === 'approved') {
      throw new AppError('conflict', 'This version was submitted already.')
    }
    if (found.yankedAt) throw new AppError('conflict', 'This version is withdrawn. Publish a newer one.')
  },
  async execute({ tx, scope }, { packageId }, { row, found }) {
    if (!row.claimed && !(await claimName(tx, packageId))) {
      throw nameProblem(
        `The name "${row.name}", or one that looks like it, belongs to another publisher in the catalogue. Publish under another name.`,
      )
    }
    await setListing(tx, found.id, 'submitted')
    return loadPackage(tx, scope, packageId)
  },
  audit: ({ id, name }, { version }) => ({
    action: 'package.submitted',
    targetKind: 'package',
    targetId: id,
    details: { name, version },
  }),
})
