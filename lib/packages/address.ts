import { createHash } from 'node:crypto'
import type { PackageFile, PackageManifest } from './schema.ts'

/** JSON with sorted keys: what says the same is written the same, also after the database has stored it. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value)
    .filter(([, each]) => each !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`
}

/** The content address of a package: SHA-256 over its manifest and the hash and path of each of its files. */
export function addressOf(manifest: PackageManifest, files: readonly PackageFile[]): string {
  const hashes = files
    .map(({ path, content, encoding }) => [path, sha256(Buffer.from(content, encoding))] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return sha256(Buffer.from(canonicalJson({ manifest, files: hashes })))
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
