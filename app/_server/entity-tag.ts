import { createHash } from 'node:crypto'

/** A strong validator: the same bytes have the same tag. */
export function entityTagOf(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`
}

/** Whether a precondition's list names the tag; `W/` makes no difference to who compares bytes. */
export function namesTag(header: string, tag: string): boolean {
  return header
    .split(',')
    .map((each) => each.trim().replace(/^W\//, ''))
    .some((each) => each === '*' || each === tag)
}
