/** So many first bytes are looked at. */
export const SNIFFED_BYTES = 512

/** Images that every kind of provider takes. */
export const IMAGE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const

const signatures: readonly (readonly [mediaType: string, offset: number, bytes: readonly number[]])[] = [
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['image/gif', 0, [0x47, 0x49, 0x46, 0x38]],
  ['image/webp', 8, [0x57, 0x45, 0x42, 0x50]],
  ['application/pdf', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['application/zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['application/gzip', 0, [0x1f, 0x8b]],
]

/** What a file is by its first bytes; its name proves nothing. */
export function mediaTypeOf(head: Uint8Array): string {
  const found = signatures.find(([, offset, bytes]) => bytes.every((byte, index) => head[offset + index] === byte))
  if (found) return found[0]
  return looksLikeText(head) ? 'text/plain' : 'application/octet-stream'
}

/** Whether a model that sees can be shown it. */
export function isImage(mediaType: string): boolean {
  return (IMAGE_TYPES as readonly string[]).includes(mediaType)
}

function looksLikeText(head: Uint8Array): boolean {
  if (head.includes(0)) return false
  // The cut may fall into a character: a stream's decoder waits for its rest.
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}
