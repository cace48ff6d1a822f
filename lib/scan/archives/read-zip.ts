import { inflateRawSync } from 'node:zlib'

export interface ArchiveEntry {
  path: string
  /** As the archive says, which may be a lie. */
  size: number
  compressedSize: number
  link: boolean
  /** Where a link leads, where the archive says so beside the name. */
  linkTarget?: string
  /** The entry's bytes, up to a limit; undefined when they cannot be had. */
  read(limit: number): Buffer | undefined
}

const maxEntries = 5000

/** The entries of a zip by its central directory; undefined when it is none. */
export function readZip(bytes: Buffer): ArchiveEntry[] | undefined {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > bytes.length) return undefined
  let at = bytes.readUInt32LE(end + 16)
  const entries: ArchiveEntry[] = []
  while (at + 46 <= bytes.length && bytes.readUInt32LE(at) === 0x02014b50 && entries.length < maxEntries) {
    const nameLength = bytes.readUInt16LE(at + 28)
    const method = bytes.readUInt16LE(at + 10)
    const encrypted = (bytes.readUInt16LE(at + 8) & 1) === 1
    const offset = bytes.readUInt32LE(at + 42)
    const compressedSize = bytes.readUInt32LE(at + 20)
    const mode = bytes.readUInt32LE(at + 38) >>> 16
    entries.push({
      path: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      size: bytes.readUInt32LE(at + 24),
      compressedSize,
      link: (mode & 0o170000) === 0o120000,
      read: (limit) => (encrypted ? undefined : readEntry(bytes, offset, compressedSize, method, limit)),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function readEntry(bytes: Buffer, offset: number, length: number, method: number, limit: number): Buffer | undefined {
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== 0x04034b50) return undefined
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  const packed = bytes.subarray(start, start + length)
  if (method === 0) return packed.length > limit ? undefined : packed
  if (method !== 8) return undefined
  try {
    return inflateRawSync(packed, { maxOutputLength: limit })
  } catch {
    return undefined
  }
}
