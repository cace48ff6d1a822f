import { createHash, randomBytes } from 'node:crypto'
import { publicUrl } from '#lib/env.ts'

/** A new link. The token in it is random and 256 bits long, so that a plain hash of it is kept, and nothing else. */
export function makeInvitationLink(): { url: string; hash: Uint8Array<ArrayBuffer> } {
  const token = randomBytes(32).toString('base64url')
  return { url: new URL(`/invite/${token}`, publicUrl()).href, hash: hashInvitationToken(token) }
}

export function hashInvitationToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest())
}
