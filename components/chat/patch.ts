export interface PatchLine {
  kind: 'added' | 'removed' | 'same' | 'hunk'
  text: string
}

/** A unified diff's lines, without its header. */
export function patchLines(patch: string): PatchLine[] {
  const lines = patch.split('\n')
  const start = lines.findIndex((line) => line.startsWith('@@'))
  if (start < 0) return []
  if (lines.at(-1) === '') lines.pop()
  return lines.slice(start).map((line) => {
    if (line.startsWith('@@')) return { kind: 'hunk', text: line }
    const kind = line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'same'
    return { kind, text: line.slice(1) }
  })
}
