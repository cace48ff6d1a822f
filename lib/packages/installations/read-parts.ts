import type { WorkspaceScope } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import type { SealedSecret } from '#lib/secrets/schema.ts'
import { sealSecret } from '#lib/secrets/seal.ts'
import { readPackage, type SkillPackage } from '#lib/skills/read-package.ts'
import { checkPackage, skillFilesOf } from '../check-package.ts'
import { loadInstallable } from '../load-package.ts'
import type { PackageFile, PackageManifest, PackageSummary, VersionView } from '../schema.ts'

/** A package that was verified and checked, and whose secrets are sealed: all that needs no transaction. */
export interface ReadParts {
  package: PackageSummary
  version: VersionView
  skills: SkillPackage[]
  secrets: { name: string; id: string; sealed: SealedSecret | null }[]
}

export interface Wanted {
  packageId: string
  version?: string
  secrets: { name: string; value?: string }[]
}

/**
 * Reads a version to install: its signature holds, the check of today lets it pass, and its secrets are there.
 * @throws AppError that says what to do
 */
export async function readParts(scope: WorkspaceScope, { packageId, version, secrets }: Wanted): Promise<ReadParts> {
  const found = await withScope(scope, (tx) => loadInstallable(tx, scope, packageId, version))
  const { manifest, files } = found.version
  if (checkPackage(manifest, files).verdict === 'block') {
    throw new AppError(
      'conflict',
      'The security check finds something critical in this version by now. It is not installed.',
    )
  }
  const sealed = await Promise.all(
    secrets.map(async ({ name, value }) => {
      const id = newId()
      const place = { tenantId: scope.tenantId, recordId: id, purpose: 'secret' } as const
      return { name, id, sealed: value === undefined ? null : await sealSecret(value, place) }
    }),
  )
  return { ...found, skills: readSkills(manifest, files), secrets: sealed }
}

/** The skills of a package, each as the skill's own code reads it. */
export function readSkills({ contents }: PackageManifest, files: readonly PackageFile[]): SkillPackage[] {
  return contents.skills.map((name) => readPackage({ files: skillFilesOf(files, name) }))
}
