import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { link, lstat, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Expectation } from '../provider.ts'
import { Turns } from '../turns.ts'
import { versionOf } from './describe-file.ts'

/** Writes of one file, by its host path, come one after the other: between a look and a rename no other falls. */
const turns = new Turns()

/**
 * Puts new content in a file's place in one step.
 * @returns the new content's version; `taken` or `changed` where the file is not what was expected
 */
export function replaceFile(
  host: string,
  bytes: Uint8Array,
  expect: Expectation | undefined,
): Promise<string | 'taken' | 'changed'> {
  return turns.take(host, () => replace(host, bytes, expect))
}

async function replace(host: string, bytes: Uint8Array, expect: Expectation | undefined) {
  const temporary = join(host, '..', `.${randomUUID()}.part`)
  try {
    const existing = await lstat(host, { bigint: true }).catch(() => null)
    const mode = existing ? Number(existing.mode) & 0o777 : 0o644
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW
    const handle = await open(temporary, flags, mode)
    let version: string
    try {
      await handle.writeFile(bytes)
      if (existing) await handle.chmod(mode)
      version = versionOf(await handle.stat({ bigint: true }))
    } finally {
      await handle.close()
    }
    if (expect === 'absent') return (await giveNewName(temporary, host)) ? version : 'taken'
    if (expect) {
      const now = await lstat(host, { bigint: true }).catch(() => null)
      if (!now || versionOf(now) !== expect.version) return 'changed'
    }
    await rename(temporary, host)
    return version
  } finally {
    await rm(temporary, { force: true })
  }
}

/** False: the name is taken. */
async function giveNewName(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
