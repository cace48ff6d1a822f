import type { ArchiveEntry } from './read-zip.ts'

const maxEntries = 5000
const field = (block: Buffer, start: number, length: number) => {
  const text = block.toString('utf8', start, start + length)
  const end = text.indexOf('\0')
  return end < 0 ? text : text.slice(0, end)
}

/** The entries of a tar; undefined when it is none. */
export function readTar(bytes: Buffer): ArchiveEntry[] | undefined {
  if (bytes.length < 512 || !bytes.toString('latin1', 257, 262).startsWith('ustar')) return undefined
  const entries: ArchiveEntry[] = []
  let longName: string | undefined
  for (let at = 0; at + 512 <= bytes.length && entries.length < maxEntries; ) {
    const header = bytes.subarray(at, at + 512)
    if (header[0] === 0) break
    const size = Number.parseInt(field(header, 124, 12).trim() || '0', 8)
    if (!Number.isFinite(size) || size < 0) break
    const kind = String.fromCharCode(header[156] ?? 0)
    const prefix = field(header, 345, 155)
    const name = longName ?? (prefix ? `${prefix}/${field(header, 0, 100)}` : field(header, 0, 100))
    longName = undefined
    const body = bytes.subarray(at + 512, at + 512 + size)
    if (kind === 'L') longName = body.toString('utf8').replace(/\0+$/, '')
    else if (kind === 'x') longName = /\d+ path=([^\n]{1,4096})\n/.exec(body.toString('utf8'))?.[1]
    else if (kind !== 'g' && kind !== '5') {
      entries.push({
        path: name,
        size,
        compressedSize: size,
        link: kind === '1' || kind === '2',
        ...(kind === '1' || kind === '2' ? { linkTarget: field(header, 157, 100) } : {}),
        read: (limit) => (size > limit ? undefined : body),
      })
    }
    at += 512 + Math.ceil(size / 512) * 512
  }
  return entries
}
