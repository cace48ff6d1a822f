import { cutPage, type Page, type PageRequest } from '#lib/access/page.ts'
import type { Scope } from '#lib/access/scope.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import { scanReport } from '#lib/scan/schema.ts'
import type { SealedSecret } from '#lib/secrets/schema.ts'
import {
  type Listing,
  type PackageManifest,
  type PackageSummary,
  packageFile,
  packageManifest,
  type VersionSummary,
  type VersionView,
} from './schema.ts'
import { fingerprintOf } from './signature.ts'

export async function findPublisher(
  tx: Tx,
  tenantId: string,
): Promise<{ publicKey: string; sealedKey: unknown } | null> {
  return tx.packagePublisher.findFirst({ where: { tenantId }, select: { publicKey: true, sealedKey: true } })
}

/** Somebody else may have been first: all go by the one that stands. */
export async function insertPublisher(
  tx: Tx,
  publisher: { tenantId: string; publicKey: string; sealedKey: SealedSecret },
): Promise<void> {
  await tx.packagePublisher.createMany({ data: [publisher], skipDuplicates: true })
}

export async function tenantName(tx: Tx, tenantId: string): Promise<string> {
  return (await tx.tenant.findFirst({ where: { id: tenantId }, select: { name: true } }))?.name ?? ''
}

export type PackageRow = Prisma.PackageGetPayload<object>

export async function findPackageRow(tx: Tx, id: string): Promise<PackageRow | null> {
  return tx.package.findFirst({ where: { id } })
}

/** The package of this name among those of the scope's organisation; whoever else publishes to it waits. */
export async function lockOwnPackage(tx: Tx, tenantId: string, foldedName: string): Promise<PackageRow | null> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`package ${tenantId} ${foldedName}`}, 0))`
  return tx.package.findFirst({ where: { tenantId, foldedName } })
}

/** Names and titles of what others have in the catalogue. */
export async function selectListedNames(
  tx: Tx,
  tenantId: string,
): Promise<{ name: string; title: string; foldedName: string }[]> {
  return tx.$queryRaw`
    select name, title, folded_name as "foldedName" from packages where listed and tenant_id is distinct from ${tenantId}::uuid`
}

export interface NewPackage {
  id: string
  tenantId: string | null
  name: string
  foldedName: string
  publisherName: string
  publicKey: string
  manifest: PackageManifest
}

export async function insertPackage(tx: Tx, { manifest, ...fields }: NewPackage): Promise<void> {
  const { title, description, categories } = manifest
  await tx.package.create({ data: { ...fields, title, description, categories } })
}

/** What the catalogue says of a package, from the version that stands for it. */
export async function describePackage(tx: Tx, id: string, manifest: PackageManifest): Promise<void> {
  const { title, description, categories } = manifest
  await tx.package.updateMany({ where: { id }, data: { title, description, categories, updatedAt: new Date() } })
}

/** One of the installation's own; whoever else looks for it waits. */
export async function findFirstParty(tx: Tx, name: string) {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`package first-party ${name}`}, 0))`
  const row = await tx.package.findFirst({ where: { tenantId: null, name } })
  if (!row) return null
  const versions = await tx.packageVersion.findMany({ where: { packageId: row.id }, select: { version: true } })
  return { id: row.id, publicKey: row.publicKey, versions: versions.map(({ version }) => version) }
}

export async function insertFirstParty(
  tx: Tx,
  { manifest, ...fields }: Omit<NewPackage, 'tenantId' | 'name'>,
): Promise<void> {
  const { name, title, description, categories } = manifest
  await tx.package.create({
    data: { ...fields, tenantId: null, name, title, description, categories, claimed: true, listed: true },
  })
}

/** The installation has another key: its packages are signed with that one. */
export async function resignFirstParty(
  tx: Tx,
  packageId: string,
  publicKey: string,
  sign: (address: string) => string,
): Promise<void> {
  await tx.package.update({ where: { id: packageId }, data: { publicKey } })
  const versions = await tx.packageVersion.findMany({ where: { packageId }, select: { id: true, address: true } })
  for (const { id, address } of versions) {
    await tx.packageVersion.update({ where: { id }, data: { publicKey, signature: sign(address) } })
  }
}

/** @returns false where somebody else has the name in the catalogue, or one that looks like it */
export async function claimName(tx: Tx, packageId: string): Promise<boolean> {
  try {
    await tx.package.update({ where: { id: packageId }, data: { claimed: true } })
    return true
  } catch (error) {
    // The index sees what row-level security hides; the transaction ends with this.
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return false
    throw error
  }
}

export interface NewVersion {
  id: string
  packageId: string
  tenantId: string | null
  listing: Listing
  manifest: PackageManifest
  files: VersionView['files']
  address: string
  signature: string
  publicKey: string
  report: VersionView['report']
  readme: string
  changes: string
  publishedByName: string
}

/** The next version of a package that is locked. */
export async function insertVersion(tx: Tx, version: NewVersion): Promise<void> {
  const number = 1 + (await tx.packageVersion.count({ where: { packageId: version.packageId } }))
  await tx.packageVersion.create({
    data: { ...version, manifest: version.manifest as object, number, version: version.manifest.version },
  })
}

const summaryColumns = Prisma.sql`p.id, p.tenant_id, p.name, p.title, p.description, p.categories, p.publisher_name, p.public_key, p.listed,
  p.curated, p.installs, p.updated_at,
  (select v.version from package_versions v where v.package_id = p.id and v.yanked_at is null
    and (v.listing = 'approved' or v.tenant_id = app_tenant()) order by v.number desc limit 1) as version`

interface SummaryRow {
  id: string
  tenant_id: string | null
  name: string
  title: string
  description: string
  categories: string[]
  publisher_name: string
  public_key: string
  listed: boolean
  curated: boolean
  installs: number
  updated_at: Date
  version: string | null
}

function toSummary(row: SummaryRow, tenantId: string): PackageSummary {
  const { id, name, title, description, categories, listed, curated, installs, version } = row
  return {
    id,
    name,
    title,
    description,
    categories,
    publisher: {
      name: row.publisher_name,
      firstParty: row.tenant_id === null,
      own: row.tenant_id === tenantId,
      fingerprint: fingerprintOf(row.public_key),
    },
    version,
    listed,
    curated,
    installs,
    updatedAt: row.updated_at.toISOString(),
  }
}

export async function findSummary(tx: Tx, { tenantId }: Scope, id: string): Promise<PackageSummary | null> {
  const [row] = await tx.$queryRaw<SummaryRow[]>`select ${summaryColumns} from packages p where p.id = ${id}::uuid`
  return row ? toSummary(row, tenantId) : null
}

export interface PackageFilter {
  search?: string
  category?: string
  /** `catalogue`: what everybody sees. `own`: the organisation's. */
  from?: 'catalogue' | 'own'
  sort: 'popular' | 'newest' | 'name'
}

export interface PackageKey {
  installs: number
  at: string
  name: string
  id: string
}

/** What the scope's organisation can install, or has published. */
export async function selectPackages(
  tx: Tx,
  { tenantId }: Scope,
  { search, category, from, sort }: PackageFilter,
  { after, limit }: PageRequest<PackageKey>,
): Promise<Page<PackageSummary>> {
  const words = (search ?? '').split(/\s+/).filter(Boolean).slice(0, 8)
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)
  const order = {
    popular: Prisma.sql`p.curated desc, p.installs desc, p.name, p.id`,
    newest: Prisma.sql`p.updated_at desc, p.id desc`,
    name: Prisma.sql`p.name, p.id`,
  }[sort]
  const behind = after ? behindKey(sort, after) : Prisma.sql`true`
  const rows = await tx.$queryRaw<SummaryRow[]>`
    select ${summaryColumns} from packages p
    where (p.listed or p.tenant_id = ${tenantId}::uuid)
      and (${category ?? null}::text is null or ${category ?? null}::text = any(p.categories))
      and (${from ?? null}::text is null or (${from ?? null}::text = 'own') = (p.tenant_id is not distinct from ${tenantId}::uuid and ${from ?? null}::text = 'own'))
      and (${from ?? null}::text is distinct from 'catalogue' or p.listed)
      and (p.name || ' ' || p.title || ' ' || p.description || ' ' || p.publisher_name) ilike all (${patterns}::text[])
      and ${behind}
    order by ${order} limit ${limit + 1}`
  return cutPage(
    rows,
    limit,
    ({ installs, updated_at, name, id, curated }) => ({ curated, installs, at: updated_at.toISOString(), name, id }),
    (row) => toSummary(row, tenantId),
  )
}

function behindKey(
  sort: PackageFilter['sort'],
  { installs, at, name, id, curated }: PackageKey & { curated?: boolean },
) {
  if (sort === 'newest') return Prisma.sql`(p.updated_at, p.id) < (${at}::timestamptz, ${id}::uuid)`
  if (sort === 'name') return Prisma.sql`(p.name, p.id) > (${name}, ${id}::uuid)`
  return Prisma.sql`(not p.curated, -p.installs, p.name, p.id) > (not ${curated ?? false}::boolean, -${installs}::int, ${name}, ${id}::uuid)`
}

type VersionRow = Prisma.PackageVersionGetPayload<object>

function toVersionSummary(
  row: Omit<VersionRow, 'manifest' | 'files' | 'report' | 'readme' | 'address' | 'signature' | 'publicKey'>,
): VersionSummary {
  const { id, version, changes, publishedByName, yankReason, reviewedByName, reviewReason } = row
  return {
    id,
    version,
    listing: row.listing as Listing,
    changes,
    publishedByName,
    createdAt: row.createdAt.toISOString(),
    yankedAt: row.yankedAt?.toISOString() ?? null,
    yankReason,
    reviewedByName,
    reviewedAt: row.reviewedAt?.toISOString() ?? null,
    reviewReason,
  }
}

export function toVersionView(row: VersionRow): VersionView {
  return {
    ...toVersionSummary(row),
    manifest: packageManifest.parse(row.manifest),
    files: packageFile.array().parse(row.files),
    report: scanReport.parse(row.report),
    address: row.address,
    signature: row.signature,
    readme: row.readme,
  }
}

/** Those that the scope sees, the newest first. */
export async function selectVersions(tx: Tx, packageId: string): Promise<VersionSummary[]> {
  const rows = await tx.packageVersion.findMany({
    where: { packageId },
    orderBy: { number: 'desc' },
    take: 100,
    omit: { manifest: true, files: true, report: true, readme: true, address: true, signature: true, publicKey: true },
  })
  return rows.map(toVersionSummary)
}

export async function findVersionRow(tx: Tx, id: string): Promise<VersionRow | null> {
  return tx.packageVersion.findFirst({ where: { id } })
}

/** The newest that everybody has, before this one: what a reviewer compares with. */
export async function findApprovedBefore(tx: Tx, { packageId, number }: { packageId: string; number: number }) {
  return tx.packageVersion.findFirst({
    where: { packageId, number: { lt: number }, listing: 'approved' },
    orderBy: { number: 'desc' },
  })
}

export async function findNewestVersion(tx: Tx, packageId: string): Promise<string | null> {
  const row = await tx.packageVersion.findFirst({
    where: { packageId },
    orderBy: { number: 'desc' },
    select: { version: true },
  })
  return row?.version ?? null
}

export async function setListing(tx: Tx, id: string, listing: Listing): Promise<void> {
  await tx.packageVersion.update({ where: { id }, data: { listing } })
}

export async function setYanked(tx: Tx, id: string, reason: string | null): Promise<void> {
  await tx.packageVersion.update({
    where: { id },
    data: { yankedAt: reason === null ? null : new Date(), yankReason: reason ?? '' },
  })
}

export interface Review {
  approve: boolean
  reason: string
  curated: boolean
  byName: string
}

/** A reviewer's word; row-level security asks whether the scope's principal is one. */
export async function setReviewed(
  tx: Tx,
  row: VersionRow,
  { approve, reason, curated, byName }: Review,
): Promise<void> {
  await tx.packageVersion.update({
    where: { id: row.id },
    data: {
      listing: approve ? 'approved' : 'rejected',
      reviewedByName: byName,
      reviewedAt: new Date(),
      reviewReason: reason,
    },
  })
  if (!approve) return
  await describePackage(tx, row.packageId, packageManifest.parse(row.manifest))
  await tx.package.update({ where: { id: row.packageId }, data: { listed: true, curated } })
}

export async function setCurated(tx: Tx, id: string, curated: boolean): Promise<void> {
  await tx.package.update({ where: { id }, data: { curated } })
}

/** Whether the scope's principal reviews what is submitted. */
export async function reviewsPackages(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ may: boolean }[]>`select app_reviews_packages() as may`
  return row?.may === true
}

export interface SubmissionRow {
  id: string
  packageId: string
  name: string
  title: string
  publisherName: string
  version: string
  submittedByName: string
  verdict: string
  createdAt: Date
}

/** What waits for a review, the oldest first. */
export async function selectSubmissions(
  tx: Tx,
  { after, limit }: PageRequest<{ at: string; id: string }>,
): Promise<Page<Omit<SubmissionRow, 'createdAt'> & { createdAt: string }>> {
  const rows = await tx.$queryRaw<SubmissionRow[]>`
    select v.id, v.package_id as "packageId", p.name, v.manifest ->> 'title' as title, p.publisher_name as "publisherName", v.version,
      v.published_by_name as "submittedByName", v.report ->> 'verdict' as verdict, v.created_at as "createdAt"
    from package_versions v join packages p on p.id = v.package_id
    where v.listing = 'submitted' and (${after?.at ?? null}::timestamptz is null
      or (v.created_at, v.id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid))
    order by v.created_at, v.id limit ${limit + 1}`
  return cutPage(
    rows,
    limit,
    ({ createdAt, id }) => ({ at: createdAt.toISOString(), id }),
    ({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }),
  )
}
