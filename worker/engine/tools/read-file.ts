import { succeeded } from './outcome.ts'
import { readText } from './text-files.ts'
import type { ToolContext, ToolOutcome } from './tool-context.ts'
import type { ToolInput } from './tool-input.ts'

const DEFAULT_LINES = 2000
const MAX_LINE_CHARS = 2000
const MAX_CHARS = 60_000

/** Lines of a text file with their numbers. */
export async function readFile(input: ToolInput<'read_file'>, context: ToolContext): Promise<ToolOutcome> {
  const { path, offset = 1, limit = DEFAULT_LINES } = input
  const file = await readText(await context.sandbox(), path)
  const view = { kind: 'file' as const, path, size: file.size }
  if (file.size === 0) return succeeded('[the file is empty]', view)
  const lines = file.text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  const shown: string[] = []
  let chars = 0
  for (const line of lines.slice(offset - 1, offset - 1 + limit)) {
    const short = line.length > MAX_LINE_CHARS ? `${line.slice(0, MAX_LINE_CHARS)} [... line cut]` : line
    chars += short.length + 8
    if (chars > MAX_CHARS) break
    shown.push(`${offset + shown.length}\t${short}`)
  }
  return succeeded([...shown, remark(offset, shown.length, lines.length, file.isCut)].filter(Boolean).join('\n'), view)
}

/** What is not shown, and how to get at it. */
function remark(offset: number, shown: number, total: number, isCut: boolean): string {
  const known = isCut ? `${total} or more` : `${total}`
  if (shown === 0) return `[there is no line ${offset}: the file has ${known} lines]`
  const next = offset + shown
  if (next <= total) return `[lines ${offset} to ${next - 1} of ${known}; go on with offset ${next}]`
  return isCut ? `[the first 8 MB end here; read on with the shell: tail -n +${next}]` : ''
}
