import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '#lib/env.ts'
import { AppError } from '#lib/errors.ts'
import { type KeyEncryptionKey, localKek } from './key-encryption-key.ts'

/** The keys that wrap data keys: the first seals, all of them open. */
export type Keyring = readonly [KeyEncryptionKey, ...KeyEncryptionKey[]]

let loaded: { mark: string; keyring: Keyring } | undefined

/**
 * The installation's keys: those of its key file, one on each line as base64, then CREWHOUSE_KEK. The file is read again
 * once it has changed: a rotation reaches processes that are running.
 */
export function keyring(): Keyring {
  const path = keyFile()
  const mark = markOf(path)
  if (loaded?.mark === mark) return loaded.keyring
  const written = [...linesOf(path), env().CREWHOUSE_KEK ?? ''].filter((line) => line !== '')
  const [first, ...others] = [...new Set(written)].map((line) => localKek(parseKey(line, path)))
  if (!first) throw new Error('CREWHOUSE_KEK is not set, and there is no key file. Start with "npm start", or set it.')
  loaded = { mark, keyring: [first, ...others] }
  return loaded.keyring
}

/** Puts a new key in front of all others, for every process of this installation. */
export function addKey(): void {
  const path = keyFile()
  write(path, [randomBytes(32).toString('base64'), ...linesOf(path)])
}

/** Removes the keys of the file that are not named. @returns how many are gone */
export function keepKeys(ids: ReadonlySet<string>): number {
  const path = keyFile()
  const lines = linesOf(path)
  const kept = lines.filter((line) => ids.has(localKek(parseKey(line, path)).id))
  if (kept.length < lines.length) write(path, kept)
  return lines.length - kept.length
}

function keyFile(): string {
  return env().CREWHOUSE_KEK_FILE ?? join(env().CREWHOUSE_DATA_DIR, 'keys')
}

/** Changes whenever the file does; a replaced one has another inode. */
function markOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true })
  return stat ? `${stat.ino} ${stat.size} ${stat.mtimeNs}` : 'none'
}

function linesOf(path: string): string[] {
  if (!existsSync(path)) return []
  return readFileSync(path, 'utf8').split('\n').filter(Boolean)
}

/** At once: nobody reads half of it. */
function write(path: string, lines: string[]): void {
  writeFileSync(`${path}.new`, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

function parseKey(line: string, path: string): Uint8Array {
  const key = Buffer.from(line, 'base64')
  if (key.length === 32) return key
  throw new AppError('invalid_input', `CREWHOUSE_KEK and each line of ${path} are base64 of 32 bytes.`)
}
