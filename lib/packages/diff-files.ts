import { formatPatch, structuredPatch } from 'diff'
import { z } from 'zod'
import { canonicalJson } from './address.ts'
import type { VersionView } from './schema.ts'

/** What differs between two versions in one file; the manifest is one of them. */
export const fileChange = z.object({
  path: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  /** Unified diff; null for what is no text, or too large to compare. */
  patch: z.string().nullable(),
})
export type FileChange = z.output<typeof fileChange>

const MAX_CHARS = 100_000
const TIMEOUT_MS = 500

/** Every file that is not the same in both. */
export function diffFiles(before: VersionView | null, after: VersionView): FileChange[] {
  const [had, has] = [textsOf(before), textsOf(after)]
  return [...new Set([...has.keys(), ...had.keys()])].sort().flatMap((path): FileChange[] => {
    const [old, now] = [had.get(path), has.get(path)]
    if (old === now) return []
    const kind = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed'
    return [{ path, kind, patch: patchOf(path, old ?? '', now ?? '') }]
  })
}

function textsOf(version: VersionView | null): Map<string, string> {
  if (!version) return new Map()
  const { manifest, files } = version
  const readable = JSON.stringify(JSON.parse(canonicalJson(manifest)), null, 2)
  return new Map([['manifest.json', readable], ...files.map(({ path, content }) => [path, content] as const)])
}

function patchOf(path: string, before: string, after: string): string | null {
  if (before.length + after.length > MAX_CHARS) return null
  const patch = structuredPatch(path, path, before, after, undefined, undefined, { timeout: TIMEOUT_MS })
  return patch ? formatPatch(patch) : null
}
