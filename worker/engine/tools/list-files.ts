import { WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import type { FileEntry } from '../../sandbox/provider.ts'
import { succeeded } from './outcome.ts'
import type { ToolContext, ToolOutcome } from './tool-context.ts'
import type { ToolInput } from './tool-input.ts'

const MAX_LISTED = 5000
const MAX_SHOWN = 500
/** Folders whose contents nobody asks for when listing a whole tree. */
const FOLDED = /(?:^|\/)(?:\.git|node_modules|\.venv|__pycache__|\.crewhouse)\//

/** The entries of a directory, one a line. */
export async function listFiles(input: ToolInput<'list_files'>, context: ToolContext): Promise<ToolOutcome> {
  const { path = WORKSPACE_DIR, recursive = false } = input
  const files = await context.sandbox()
  const { entries, truncated } = await files.list(path, { recursive, limit: MAX_LISTED })
  const wanted = recursive ? entries.filter((entry) => !FOLDED.test(entry.path)) : entries
  if (wanted.length === 0) return succeeded('[the directory is empty]')
  const lines = wanted.slice(0, MAX_SHOWN).map(line)
  const left = wanted.length - lines.length
  if (left > 0 || truncated) lines.push(`[${left > 0 ? left : 'some'} more; list a folder inside, or search]`)
  return succeeded(lines.join('\n'))
}

function line({ path, kind, size }: FileEntry): string {
  if (kind === 'directory') return `${path}/`
  if (kind === 'link') return `${path} -> [link]`
  return kind === 'file' ? `${path}\t${size} bytes` : `${path}\t[${kind}]`
}
