import { AppError } from '#lib/errors.ts'
import type { FileOps } from '../../sandbox/provider.ts'
import { diffView } from './diff-view.ts'
import { succeeded } from './outcome.ts'
import { decodeText } from './text-files.ts'
import type { ToolContext, ToolOutcome } from './tool-context.ts'
import type { ToolInput } from './tool-input.ts'

/** Larger files are replaced without looking at what was there. */
const MAX_COMPARED_BYTES = 256 * 1024

/** Creates or replaces a file; its card shows what changed. */
export async function writeFile(
  { path, content }: ToolInput<'write_file'>,
  context: ToolContext,
): Promise<ToolOutcome> {
  const files = await context.sandbox()
  const before = await readBefore(files, path)
  const { size } = await files.writeFile(path, Buffer.from(content, 'utf8'))
  const view = before.text === null ? { kind: 'file' as const, path, size } : diffView(path, before.text, content, size)
  return succeeded(`${before.exists ? 'Replaced' : 'Created'} ${path} (${size} bytes).`, view)
}

/** `text` is null for what cannot be compared: large or binary. */
async function readBefore(files: FileOps, path: string): Promise<{ exists: boolean; text: string | null }> {
  try {
    const { bytes, size } = await files.readFile(path, { offset: 0, length: MAX_COMPARED_BYTES })
    return { exists: true, text: size > bytes.byteLength ? null : decodeText(bytes) }
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return { exists: false, text: '' }
    throw error
  }
}
