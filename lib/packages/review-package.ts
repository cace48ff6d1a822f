import { z } from 'zod'
import { defineUseCase } from '#lib/access/define-use-case.ts'
import { decodePageCursor, pageFields, pageOf, timeKey } from '#lib/access/page.ts'
import type { Scope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError, notFound } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'
import { diffFiles, fileChange } from './diff-files.ts'
import { loadPackage } from './load-package.ts'
import { comparePermissions } from './permission-change.ts'
import { packageSummary, versionView } from './schema.ts'
import { assertSigned } from './signature.ts'
import {
  findApprovedBefore,
  findPackageRow,
  findSummary,
  findVersionRow,
  reviewsPackages,
  selectSubmissions,
  setCurated,
  setReviewed,
  toVersionView,
} from './store.ts'

/** @throws AppError `not_allowed` unless the scope's principal is an admin of the platform */
async function assertReviewer(tx: Tx): Promise<void> {
  if (await reviewsPackages(tx)) return
  throw new AppError('not_allowed', 'The catalogue is kept by the admins of this installation. Ask one of them.')
}

/** @throws AppError `not_found`, as for whatever one may not see */
async function loadSubmission(tx: Tx, versionId: string) {
  const row = (await reviewsPackages(tx)) && (await findVersionRow(tx, versionId))
  if (!row || row.listing === 'private') throw notFound('The version')
  return row
}

export const submission = z.object({
  id: idSchema,
  packageId: idSchema,
  name: z.string(),
  title: z.string(),
  publisherName: z.string(),
  version: z.string(),
  submittedByName: z.string(),
  verdict: z.string(),
  createdAt: z.iso.datetime(),
})

/** What publishers have handed in for the catalogue and nobody has looked at, the oldest first. */
export const listSubmissions = defineUseCase({
  id: 'packages.list-submissions',
  level: 'tenant',
  role: 'admin',
  http: { method: 'GET', path: '/tenants/{tenantId}/package-reviews' },
  input: pageFields,
  output: pageOf(submission),
  load: ({ tx }) => assertReviewer(tx),
  execute: ({ tx }, { cursor, limit }) => selectSubmissions(tx, { after: decodePageCursor(timeKey, cursor), limit }),
})

/** One of them, beside the version that the catalogue has now. */
export const getSubmission = defineUseCase({
  id: 'packages.get-submission',
  level: 'tenant',
  role: 'admin',
  http: { method: 'GET', path: '/tenants/{tenantId}/package-reviews/{versionId}' },
  input: { versionId: idSchema },
  output: z.object({
    package: packageSummary,
    version: versionView,
    /** Null: there is none yet. */
    before: versionView.nullable(),
    added: z.array(z.string()),
    removed: z.array(z.string()),
    changes: z.array(fileChange),
  }),
  load: ({ tx }, { versionId }) => loadSubmission(tx, versionId),
  async execute({ tx, scope }, _, row) {
    const summary = await findSummary(tx, scope, row.packageId)
    if (!summary) throw notFound('The package')
    const earlier = await findApprovedBefore(tx, row)
    const [version, before] = [toVersionView(row), earlier && toVersionView(earlier)]
    const none = { permissions: { tools: [], hosts: [], secrets: [], risks: [] }, contents: {} }
    const change = comparePermissions(before?.manifest ?? none, version.manifest)
    return { package: summary, version, before, ...change, changes: diffFiles(before, version) }
  },
})

/** A reviewer's word for a version: it stands in the catalogue from then on, or its publisher reads why not. */
export const reviewPackage = defineUseCase({
  id: 'packages.review',
  level: 'tenant',
  role: 'admin',
  http: { method: 'POST', path: '/tenants/{tenantId}/package-reviews/{versionId}' },
  input: {
    versionId: idSchema,
    approve: z.boolean(),
    reason: z.string().trim().max(2_000).default('').describe('For the publisher; needed to reject.'),
    curated: z.boolean().optional().describe('Marked as one that this installation recommends.'),
  },
  output: packageSummary,
  load: ({ tx }, { versionId }) => loadSubmission(tx, versionId),
  authorize(_, { approve, reason }, row) {
    if (row.listing !== 'submitted') throw new AppError('conflict', 'Somebody has reviewed this version already.')
    if (!approve && reason === '') {
      const message = 'Say what the publisher should change.'
      throw new AppError('invalid_input', message, { fieldErrors: { reason: [message] } })
    }
  },
  async execute({ tx, scope }, { approve, reason, curated }, row) {
    const of = await findPackageRow(tx, row.packageId)
    if (!of) throw notFound('The package')
    if (approve) assertSigned({ ...toVersionView(row), publicKey: row.publicKey }, of.publicKey)
    await setReviewed(tx, row, { approve, reason, curated: curated ?? of.curated, byName: scope.principalName })
    return summaryOf(tx, scope, row.packageId)
  },
  audit: ({ id, name }, { approve, reason }, row) => ({
    action: approve ? 'package.approved' : 'package.rejected',
    targetKind: 'package',
    targetId: id,
    details: { name, version: row.version, reason },
  }),
})

/** Marks a package of the catalogue as recommended, or not any more. */
export const curatePackage = defineUseCase({
  id: 'packages.curate',
  level: 'tenant',
  role: 'admin',
  http: { method: 'PUT', path: '/tenants/{tenantId}/packages/{packageId}/curated' },
  input: { packageId: idSchema, curated: z.boolean() },
  output: packageSummary,
  async load({ tx }, { packageId }) {
    const row = (await reviewsPackages(tx)) ? await findPackageRow(tx, packageId) : null
    if (!row?.listed) throw notFound('The package')
    return row
  },
  async execute({ tx, scope }, { packageId, curated }) {
    await setCurated(tx, packageId, curated)
    return summaryOf(tx, scope, packageId)
  },
  audit: ({ id, name, curated }) => ({
    action: 'package.curated',
    targetKind: 'package',
    targetId: id,
    details: { name, curated: String(curated) },
  }),
})

async function summaryOf(tx: Tx, scope: Scope, packageId: string) {
  const { versions: _, shown: __, ...summary } = await loadPackage(tx, scope, packageId)
  return summary
}
