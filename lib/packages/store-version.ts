import type { Scope } from '#lib/access/scope.ts'
import type { Tx } from '#lib/db/client.ts'
import { AppError } from '#lib/errors.ts'
import { newId } from '#lib/ids.ts'
import { foldName, isNewer, nameProblem } from './names.ts'
import type { VersionView } from './schema.ts'
import {
  claimName,
  describePackage,
  findNewestVersion,
  insertPackage,
  insertVersion,
  lockOwnPackage,
  type NewVersion,
  selectListedNames,
} from './store.ts'

type Version = Pick<NewVersion, 'manifest' | 'files' | 'address' | 'signature' | 'publicKey' | 'readme' | 'changes'> & {
  report: VersionView['report']
  listing: 'private' | 'submitted'
  publisherName: string
}

/**
 * Stores the first or next version of a package of the scope's organisation.
 * @returns the package's id
 * @throws AppError `conflict` where the name is another's, or the version is not a newer one
 */
export async function storeVersion(tx: Tx, scope: Scope, version: Version): Promise<string> {
  const { manifest, publisherName, publicKey, listing, ...rest } = version
  const { tenantId } = scope
  const { name } = manifest
  const foldedName = foldName(name)
  const before = await lockOwnPackage(tx, tenantId, foldedName)
  if (before && before.name !== name) {
    throw nameProblem(
      `Your organisation has a package "${before.name}", which looks the same. Publish to that one, or choose another name.`,
    )
  }
  if (!before?.listed || before.title !== manifest.title) await assertOwnName(tx, tenantId, manifest)
  const newest = before && (await findNewestVersion(tx, before.id))
  if (newest && !isNewer(manifest.version, newest)) {
    const message = `Version ${newest} is published already, and never changes. Choose a higher number.`
    throw new AppError('conflict', message, { fieldErrors: { version: [message] } })
  }
  const packageId = before?.id ?? newId()
  if (!before)
    await insertPackage(tx, { id: packageId, tenantId, name, foldedName, publisherName, publicKey, manifest })
  else if (!before.listed) await describePackage(tx, packageId, manifest)
  if (listing === 'submitted' && !before?.claimed && !(await claimName(tx, packageId))) throw taken(name)
  const publishedByName = scope.principalName
  await insertVersion(tx, { ...rest, id: newId(), packageId, tenantId, manifest, publicKey, listing, publishedByName })
  return packageId
}

/** Nobody mistakes it for what another publisher has in the catalogue: by name or by title. */
async function assertOwnName(tx: Tx, tenantId: string, { name, title }: { name: string; title: string }) {
  const folded = new Set([foldName(name), foldName(title)])
  for (const other of await selectListedNames(tx, tenantId)) {
    if (folded.has(other.foldedName) || folded.has(foldName(other.title))) throw taken(other.name)
  }
}

function taken(name: string): AppError {
  return nameProblem(
    `The name, or one that looks like it, belongs to "${name}" of another publisher. Choose another name and title.`,
  )
}
