import { randomBytes } from 'node:crypto'
import { hashApiKey } from '#lib/access/scope.ts'

/** What a key begins with, so that scanners for leaked secrets know it. */
const PREFIX = 'chk_'

/** A new key. The key itself is shown once; what is stored cannot be turned back into it. */
export function makeApiKey(): { key: string; hash: Uint8Array<ArrayBuffer>; hint: string } {
  const key = `${PREFIX}${randomBytes(32).toString('base64url')}`
  return { key, hash: new Uint8Array(hashApiKey(key)), hint: `${PREFIX}…${key.slice(-4)}` }
}
