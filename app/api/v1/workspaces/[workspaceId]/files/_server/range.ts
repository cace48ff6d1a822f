/**
 * The one range that a `Range` header asks for. Several ranges, and what is not understood, are answered by the whole,
 * as RFC 9110 allows.
 */
export function parseRange(
  header: string,
  size: number,
): { offset: number; length: number } | 'whole' | 'unsatisfiable' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header.trim())
  if (!match || (match[1] === '' && match[2] === '')) return 'whole'
  const [first, last] = [match[1] ?? '', match[2] ?? '']
  if (first === '') {
    const length = Math.min(Number(last), size)
    return length === 0 ? 'unsatisfiable' : { offset: size - length, length }
  }
  const offset = Number(first)
  const end = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (offset >= size) return 'unsatisfiable'
  return end < offset ? 'whole' : { offset, length: end - offset + 1 }
}
