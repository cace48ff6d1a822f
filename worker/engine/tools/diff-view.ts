import { formatPatch, structuredPatch } from 'diff'
import type { ToolResult } from '#lib/stream/events.ts'

const MAX_COMPARED_CHARS = 512 * 1024
const MAX_PATCH_CHARS = 128 * 1024
const TIMEOUT_MS = 100

/** What changed, for the card; where that is too much to compare or to show, only which file. */
export function diffView(path: string, before: string, after: string, size: number): ToolResult['view'] {
  const whole: ToolResult['view'] = { kind: 'file', path, size }
  if (before.length + after.length > MAX_COMPARED_CHARS) return whole
  const diff = structuredPatch(path, path, before, after, undefined, undefined, { context: 3, timeout: TIMEOUT_MS })
  if (!diff) return whole
  const patch = formatPatch(diff)
  if (patch.length > MAX_PATCH_CHARS) return whole
  const lines = diff.hunks.flatMap((hunk) => hunk.lines)
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length
  return { kind: 'diff', path, patch, added: count('+'), removed: count('-') }
}
