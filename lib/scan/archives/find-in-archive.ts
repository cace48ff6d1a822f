import { gunzipSync } from 'node:zlib'
import type { ScanCategory, ScanFile, ScanReason, Severity } from '../schema.ts'
import { readTar } from './read-tar.ts'
import { type ArchiveEntry, readZip } from './read-zip.ts'

export interface FileHit {
  path: string
  severity: Severity
  category: ScanCategory
  reason: ScanReason
  excerpt: string
}

const maxUnpackedBytes = 32 * 1024 * 1024
const maxEntryBytes = 2 * 1024 * 1024
const maxRatio = 120
const maxDepth = 3
const maxTextEntries = 200
const textual =
  /(?:^|\/)[^/]{0,100}(?:\.(?:md|txt|py|js|mjs|cjs|ts|sh|bash|ps1|bat|rb|pl|php|json|ya?ml|toml|env|html?|cfg|ini)|SKILL|Makefile|Dockerfile|\.[a-z]{2,12})$/i
const packed = /\.(?:zip|tar|tgz|gz|jar|whl|7z|rar|xz|bz2|zst)$/i

/** A path that leaves the folder it belongs in. */
export function escapes(path: string): boolean {
  return /^(?:[/\\~]|[a-zA-Z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)|\0/.test(path)
}

/** The archive inside a file: what is wrong with its entries, and those that can be read, to be looked at themselves. */
export function findInArchive(file: ScanFile, depth = 0): { hits: FileHit[]; files: ScanFile[] } {
  const hits: FileHit[] = []
  const files: ScanFile[] = []
  const bytes = Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.byteLength)
  const hit = (category: ScanCategory, reason: ScanReason, severity: Severity, excerpt: string) =>
    hits.push({ path: file.path, category, reason, severity, excerpt })
  if (isGzip(bytes)) {
    const unpacked = gunzip(bytes)
    if (unpacked === 'bomb') hit('bomb', 'bomb.ratio', 'critical', file.path)
    else if (unpacked === 'broken') hit('archive', 'archive.unreadable', 'medium', file.path)
    else if (depth >= maxDepth) hit('bomb', 'bomb.nested', 'critical', file.path)
    else {
      if (unpacked.length > 1024 * 1024 && unpacked.length > bytes.length * maxRatio)
        hit('bomb', 'bomb.ratio', 'critical', file.path)
      const inner = { path: file.path.replace(/\.t?gz$/i, '') || file.path, bytes: unpacked }
      const within = findInArchive(inner, depth + 1)
      hits.push(...within.hits)
      files.push(
        ...(within.files.length > 0 || readTar(unpacked) ? within.files : [{ ...inner, path: `${file.path}!` }]),
      )
    }
    return { hits, files }
  }
  const entries = isZip(bytes) ? readZip(bytes) : readTar(bytes)
  if (!entries) {
    if (isZip(bytes) || /^(?:7z\xbc\xaf|Rar!|\xfd7zXZ|BZh|\x28\xb5\x2f\xfd)/.test(bytes.toString('latin1', 0, 8)))
      hit('archive', 'archive.unreadable', 'medium', file.path)
    return { hits, files }
  }
  checkEntries(entries, hit)
  const total = entries.reduce((sum, entry) => sum + entry.size, 0)
  if (total > 4 * maxUnpackedBytes || (total > 1024 * 1024 && total > bytes.length * maxRatio)) {
    hit('bomb', 'bomb.ratio', 'critical', `${Math.round(total / 1024 / 1024)} MB`)
    return { hits, files }
  }
  if (entries.length >= 5000) hit('bomb', 'bomb.tooMany', 'critical', `${entries.length}`)
  readEntries(file, entries, depth, { hits, files, hit })
  return { hits, files }
}

type Report = {
  hits: FileHit[]
  files: ScanFile[]
  hit: (category: ScanCategory, reason: ScanReason, severity: Severity, excerpt: string) => void
}

function readEntries(file: ScanFile, entries: ArchiveEntry[], depth: number, { hits, files, hit }: Report) {
  let unpacked = 0
  for (const entry of entries) {
    const nested = packed.test(entry.path)
    if (entry.link || (!nested && !textual.test(entry.path)) || files.length >= maxTextEntries) continue
    const content = entry.read(nested ? 8 * 1024 * 1024 : maxEntryBytes)
    // An entry that is larger than it says it is was made to be.
    if (!content) {
      if (entry.size < maxEntryBytes / 2 && entry.compressedSize > 0)
        hit('archive', 'archive.unreadable', 'high', entry.path)
      continue
    }
    unpacked += content.length
    if (unpacked > maxUnpackedBytes) return hit('bomb', 'bomb.ratio', 'critical', entry.path)
    const inner: ScanFile = { path: `${file.path}!${entry.path}`, bytes: content }
    if (!nested) files.push(inner)
    else if (depth + 1 >= maxDepth) return hit('bomb', 'bomb.nested', 'critical', entry.path)
    else {
      const within = findInArchive(inner, depth + 1)
      hits.push(...within.hits)
      files.push(...within.files)
    }
  }
}

function checkEntries(entries: ArchiveEntry[], hit: Report['hit']) {
  const seen = new Map<string, string>()
  for (const entry of entries) {
    if (escapes(entry.path)) hit('archive', 'archive.escapes', 'critical', entry.path)
    if (entry.link) {
      const target = entry.linkTarget ?? entry.read(4096)?.toString('utf8') ?? ''
      hit(
        'archive',
        'archive.link',
        escapesFrom(entry.path, target) ? 'critical' : 'medium',
        `${entry.path} -> ${target}`,
      )
    }
    const name = entry.path.normalize('NFKC').toLowerCase()
    if (entry.path.endsWith('/')) continue
    if (seen.has(name)) hit('archive', 'archive.duplicate', 'high', entry.path)
    seen.set(name, entry.path)
  }
}

/** Whether a link at `path` leads out of the folder that holds everything. */
export function escapesFrom(path: string, target: string): boolean {
  if (/^(?:[/\\~]|[a-zA-Z]:)/.test(target)) return true
  let depth = path.split('/').length - 1
  for (const part of target.split(/[/\\]/)) {
    if (part === '..') depth--
    else if (part !== '.' && part !== '') depth++
    if (depth < 0) return true
  }
  return false
}

const isZip = (bytes: Buffer) => bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50
const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b

function gunzip(bytes: Buffer): Buffer | 'bomb' | 'broken' {
  try {
    return gunzipSync(bytes, { maxOutputLength: maxUnpackedBytes })
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'bomb' : 'broken'
  }
}
