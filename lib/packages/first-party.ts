import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { dangerouslyUnscoped } from '#lib/db/dangerously-unscoped.ts'
import { newId } from '#lib/ids.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { addressOf } from './address.ts'
import { checkPackage } from './check-package.ts'
import { foldName } from './names.ts'
import { type PackageFile, type PackageManifest, packageFile, packageManifest } from './schema.ts'
import { installationKey, signAddress } from './signature.ts'
import { findFirstParty, insertFirstParty, insertVersion, resignFirstParty } from './store.ts'

/** Where the packages lie that come with the installation, one folder each. */
const FOLDER = resolve(import.meta.dirname, '../../packages')
const PUBLISHER = 'Crewhouse'

export interface FirstPartyPackage {
  manifest: PackageManifest
  files: PackageFile[]
  readme: string
}

/** What comes with the installation, as it lies on the disk. */
export function readFirstParty(): FirstPartyPackage[] {
  return readdirSync(FOLDER)
    .sort()
    .map((name) => {
      const folder = join(FOLDER, name)
      const manifest = packageManifest.parse(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')))
      if (manifest.name !== name) throw new Error(`The package in packages/${name} calls itself ${manifest.name}.`)
      const files = manifest.contents.skills.flatMap((skill) => readFolder(folder, `skills/${skill}`))
      return {
        manifest,
        files: packageFile.array().parse(files),
        readme: readFileSync(join(folder, 'README.md'), 'utf8'),
      }
    })
}

function readFolder(folder: string, path: string): PackageFile[] {
  return readdirSync(join(folder, path), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: file.slice(folder.length + 1),
      encoding: 'utf8' as const,
      content: readFileSync(file, 'utf8'),
    }))
}

/**
 * Puts what comes with the installation into its catalogue, signed by the installation. A version that is there stays as it is,
 * but is signed anew where the installation has another key by now.
 */
export async function loadFirstParty(packages = readFirstParty()): Promise<void> {
  const { publicKey, privateKey } = installationKey()
  const platform = dangerouslyUnscoped('the catalogue’s own packages belong to no tenant')
  for (const { manifest, files, readme } of packages) {
    const address = addressOf(manifest, files)
    const signature = signAddress(address, privateKey)
    await platform.$transaction(async (tx) => {
      const known = await findFirstParty(tx, manifest.name)
      if (known && known.publicKey !== publicKey) {
        await resignFirstParty(tx, known.id, publicKey, (each) => signAddress(each, privateKey))
      }
      if (known?.versions.includes(manifest.version)) return
      const packageId = known?.id ?? newId()
      if (!known) {
        const foldedName = foldName(manifest.name)
        await insertFirstParty(tx, { id: packageId, foldedName, publisherName: PUBLISHER, publicKey, manifest })
      }
      await insertVersion(tx, {
        id: newId(),
        packageId,
        tenantId: null,
        listing: 'approved',
        manifest,
        files,
        address,
        signature,
        publicKey,
        report: checkPackage(manifest, files),
        readme,
        changes: '',
        publishedByName: PUBLISHER,
      })
    })
  }
  logger().debug({ packages: packages.length }, 'the installation’s packages are in the catalogue')
}
