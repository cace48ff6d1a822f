import { AppError } from '#lib/errors.ts'
import { diffView } from './diff-view.ts'
import { failed, succeeded } from './outcome.ts'
import { readText } from './text-files.ts'
import type { ToolContext, ToolOutcome } from './tool-context.ts'
import type { ToolInput } from './tool-input.ts'

const MAX_NAMED_LINES = 10

/** Replaces a passage that occurs once, or all of its occurrences. */
export async function editFile(input: ToolInput<'edit_file'>, context: ToolContext): Promise<ToolOutcome> {
  const { path, all = false } = input
  if (input.old_text === input.new_text) return failed('old_text and new_text are the same: nothing would change.')
  const files = await context.sandbox()
  const { text, isCut } = await readText(files, path)
  if (isCut) throw new AppError('invalid_input', `${path} is larger than 8 MB. Edit it with the shell.`)
  const [old, replacement] = withLineEndsOf(text, input.old_text, input.new_text)
  const at = occurrences(text, old)
  if (at.length === 0) return failed(notFound(path, text, input.old_text))
  if (at.length > 1 && !all) {
    const lines = at.slice(0, MAX_NAMED_LINES).map((index) => lineAt(text, index))
    const more = at.length > MAX_NAMED_LINES ? ', ...' : ''
    return failed(
      `old_text occurs ${at.length} times in ${path} (lines ${lines.join(', ')}${more}). Add lines around it until it occurs once, or set all to true.`,
    )
  }
  const edited = text.split(old).join(replacement)
  const { size } = await files.writeFile(path, Buffer.from(edited, 'utf8'))
  const times = at.length === 1 ? `at line ${lineAt(text, at[0] as number)}` : `${at.length} times`
  return succeeded(`Edited ${path}: replaced ${times}.`, diffView(path, text, edited, size))
}

/** Models write "\n"; a file whose lines end in "\r\n" is searched, and goes on, with its own. */
function withLineEndsOf(text: string, old: string, replacement: string): [string, string] {
  if (text.includes(old) || !text.includes('\r\n')) return [old, replacement]
  const dos = (value: string) => value.replace(/\r?\n/g, '\r\n')
  return [dos(old), dos(replacement)]
}

function occurrences(text: string, passage: string): number[] {
  const at: number[] = []
  for (let index = text.indexOf(passage); index !== -1; index = text.indexOf(passage, index + passage.length)) {
    at.push(index)
  }
  return at
}

function lineAt(text: string, index: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < index; at = text.indexOf('\n', at + 1)) line++
  return line
}

/** Models mostly get the blanks wrong: says where the same words stand. */
function notFound(path: string, text: string, old: string): string {
  const wanted = old
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim()
  const lines = text.split('\n')
  const near = wanted ? lines.findIndex((line) => line.trim() === wanted) : -1
  const head = `old_text does not occur in ${path}.`
  if (near === -1) return `${head} Read the file again, and copy the passage exactly, without line numbers.`
  const passage = lines.slice(near, near + old.split('\n').length).join('\n')
  return `${head} Something like it begins at line ${near + 1}, with other blanks or other lines after it:\n${passage.slice(0, 2000)}`
}
