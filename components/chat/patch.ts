/** Begins a patch of what has no lines to count. */
export const NO_PLACE = '@@ @@'

export interface PatchLine {
  kind: 'added' | 'removed' | 'same' | 'hunk'
  text: string
}

/** A unified diff's lines, without its header and its remarks on a missing last line's end. */
export function patchLines(patch: string): PatchLine[] {
  const lines = patch.split('\n')
  const start = lines.findIndex((line) => line.startsWith('@@'))
  if (start < 0) return []
  if (lines.at(-1) === '') lines.pop()
  const shown = lines.slice(start).filter((line) => !line.startsWith('\\') && line !== NO_PLACE)
  return shown.map((line) => {
    if (line.startsWith('@@')) return { kind: 'hunk', text: line }
    const kind = line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'same'
    return { kind, text: line.slice(1) }
  })
}
