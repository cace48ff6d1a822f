import type { Scope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { notFound } from '#lib/errors.ts'
import type { PackageView } from './schema.ts'
import { assertSigned } from './signature.ts'
import { findPackageRow, findSummary, findVersionRow, selectVersions, toVersionView } from './store.ts'

/** @throws AppError `not_found` */
export async function loadPackage(tx: Tx, scope: Scope, packageId: string, version?: string): Promise<PackageView> {
  const summary = await findSummary(tx, scope, packageId)
  if (!summary) throw notFound('The package')
  const versions = await selectVersions(tx, packageId)
  const wanted = version ?? summary.version ?? versions[0]?.version
  const found = versions.find((each) => each.version === wanted)
  if (version !== undefined && !found) throw notFound('The version')
  const row = found && (await findVersionRow(tx, found.id))
  return { ...summary, versions, shown: row ? toVersionView(row) : null }
}

/** A version to install: not yanked, and signed by whom the package belongs to. @throws AppError `not_found`, `conflict` */
export async function loadInstallable(tx: Tx, scope: Scope, packageId: string, version?: string) {
  const [row, summary] = [await findPackageRow(tx, packageId), await findSummary(tx, scope, packageId)]
  if (!row || !summary) throw notFound('The package')
  const versions = await selectVersions(tx, packageId)
  const found = versions.find(
    (each) =>
      each.version === (version ?? summary.version) &&
      each.yankedAt === null &&
      (each.listing === 'approved' || row.tenantId === scope.tenantId),
  )
  const stored = found && (await findVersionRow(tx, found.id))
  if (!stored) throw notFound('A version to install')
  const view = toVersionView(stored)
  assertSigned({ ...view, publicKey: stored.publicKey }, row.publicKey)
  return { package: summary, version: view }
}
