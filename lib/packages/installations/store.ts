import { z } from 'zod'
import { afterInTime, cutPage, keyInTime, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import type { Prisma, Tx } from '#lib/db/client.ts'
import { comparePermissions } from '../permission-change.ts'
import {
  type PackageFile,
  type PackageManifest,
  type PackageSummary,
  packageFile,
  packageManifest,
  type VersionView,
} from '../schema.ts'
import type { InstallationSettings } from './installation-settings.ts'
import { type InstallationGrants, type InstallationView, installationGrants } from './schema.ts'

export type InstallationRow = Prisma.PackageInstallationGetPayload<object>

const storedSettings = z.record(z.string(), z.string())

export interface Installation {
  id: string
  packageId: string
  name: string
  version: string
  manifest: PackageManifest
  files: PackageFile[]
  agents: string[]
  crew: string[]
  grants: InstallationGrants
  settings: InstallationSettings
}

function read(row: InstallationRow): Installation {
  const { id, packageId, name, version, agents, crew } = row
  return {
    id,
    packageId,
    name,
    version,
    agents,
    crew,
    manifest: packageManifest.parse(row.manifest),
    files: packageFile.array().parse(row.files),
    grants: installationGrants.parse(row.grants),
    settings: storedSettings.parse(row.settings),
  }
}

/** Whoever else changes it waits. */
export async function lockInstallation(tx: Tx, id: string): Promise<Installation | null> {
  await tx.$queryRaw`select 1 from package_installations where id = ${id}::uuid for update`
  const row = await tx.packageInstallation.findFirst({ where: { id } })
  return row && read(row)
}

export async function isInstalled(tx: Tx, packageId: string): Promise<boolean> {
  return (await tx.packageInstallation.count({ where: { packageId } })) > 0
}

/** Columns that follow from the version. */
function contentOf({ version, manifest, files, address, id: versionId }: VersionView) {
  const { permissions, contents, title } = manifest
  return {
    versionId,
    version,
    title,
    address,
    manifest: manifest as object,
    files,
    hosts: permissions.hosts,
    platformTools: contents.platformTools,
  }
}

export async function insertInstallation(
  tx: Tx,
  scope: WorkspaceScope,
  id: string,
  from: { package: PackageSummary; version: VersionView; settings: InstallationSettings },
): Promise<void> {
  const { tenantId, workspaceId, principalName } = scope
  await tx.packageInstallation.create({
    data: {
      id,
      tenantId,
      workspaceId,
      packageId: from.package.id,
      name: from.package.name,
      publisherName: from.package.publisher.name,
      ...contentOf(from.version),
      agents: [],
      crew: [],
      grants: {},
      settings: from.settings,
      installedByName: principalName,
    },
  })
}

export async function setContent(
  tx: Tx,
  id: string,
  version: VersionView,
  settings: InstallationSettings,
): Promise<void> {
  const data = { ...contentOf(version), settings, updatedAt: new Date() }
  await tx.packageInstallation.update({ where: { id }, data })
}

export async function setGiven(
  tx: Tx,
  id: string,
  given: { agents: string[]; crew?: string[]; grants: InstallationGrants },
): Promise<void> {
  await tx.packageInstallation.update({ where: { id }, data: { ...given, updatedAt: new Date() } })
}

/** Skills and secrets that came with it go with it. */
export async function deleteInstallation(tx: Tx, id: string): Promise<void> {
  await tx.packageInstallation.delete({ where: { id } })
}

export async function markSkills(tx: Tx, skillIds: string[], installationId: string): Promise<void> {
  await tx.skill.updateMany({ where: { id: { in: skillIds } }, data: { installationId } })
}

/** Removes its skills, of all agents or of some. */
export async function removeSkills(tx: Tx, installationId: string, agentIds?: string[]): Promise<void> {
  await tx.skill.deleteMany({ where: { installationId, ...(agentIds ? { agentId: { in: agentIds } } : {}) } })
}

/** Removes secrets that were entered for it and that it does not ask for any more. */
export async function removeSecrets(tx: Tx, installationId: string, keep: string[]): Promise<void> {
  await tx.secret.deleteMany({ where: { installationId, name: { notIn: keep } } })
}

/** Of these agents, those that are still there. */
export async function remainingAgents(tx: Tx, ids: string[]): Promise<string[]> {
  const rows = await tx.agent.findMany({ where: { id: { in: ids }, deletedAt: null }, select: { id: true } })
  return rows.map(({ id }) => id)
}

/** The other packages of an agent. */
export async function otherInstallationsOf(tx: Tx, agentId: string, except: string): Promise<Installation[]> {
  const rows = await tx.packageInstallation.findMany({ where: { agents: { has: agentId }, id: { not: except } } })
  return rows.map(read)
}

/** The oldest first. */
export async function selectInstallations(
  tx: Tx,
  scope: WorkspaceScope,
  packageId: string | undefined,
  { after, limit }: PageRequest<TimeKey>,
): Promise<Page<InstallationView>> {
  const rows = await tx.packageInstallation.findMany({
    where: { ...(packageId ? { packageId } : {}), ...afterInTime(after) },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    omit: { files: true },
  })
  const views = await toViews(tx, scope, rows.slice(0, limit))
  return cutPage(rows, limit, keyInTime, (row) => views.get(row.id) as InstallationView)
}

async function toViews(tx: Tx, { tenantId }: WorkspaceScope, rows: Omit<InstallationRow, 'files'>[]) {
  const versions = await tx.packageVersion.findMany({
    where: { packageId: { in: rows.map(({ packageId }) => packageId) }, OR: [{ listing: 'approved' }, { tenantId }] },
    orderBy: { number: 'desc' },
    select: {
      id: true,
      packageId: true,
      number: true,
      version: true,
      manifest: true,
      changes: true,
      yankedAt: true,
      yankReason: true,
    },
  })
  const views = rows.map((row): [string, InstallationView] => {
    const of = versions.filter(({ packageId }) => packageId === row.packageId)
    const installed = of.find(({ id }) => id === row.versionId)
    const newest = of.find(({ yankedAt }) => yankedAt === null)
    const manifest = packageManifest.parse(row.manifest)
    const isNewer = newest && newest.number > (installed?.number ?? 0) && newest.id !== row.versionId
    const update = isNewer
      ? {
          version: newest.version,
          changes: newest.changes,
          ...comparePermissions(manifest, packageManifest.parse(newest.manifest)),
        }
      : null
    const { id, packageId, name, title, publisherName, version, address, agents, crew, installedByName } = row
    return [
      id,
      {
        id,
        packageId,
        name,
        title,
        publisherName,
        version,
        address,
        permissions: manifest.permissions,
        contents: manifest.contents,
        settings: storedSettings.parse(row.settings),
        agentIds: agents,
        crewIds: crew,
        installedByName,
        createdAt: row.createdAt.toISOString(),
        updatedAt: row.updatedAt.toISOString(),
        update,
        yankReason: installed?.yankedAt ? installed.yankReason : null,
      },
    ]
  })
  return new Map(views)
}

export async function findView(tx: Tx, scope: WorkspaceScope, id: string): Promise<InstallationView | null> {
  const row = await tx.packageInstallation.findFirst({ where: { id }, omit: { files: true } })
  return row && ((await toViews(tx, scope, [row])).get(id) ?? null)
}
