import { z } from 'zod'
import { AppError } from '#lib/errors.ts'
import { idSchema } from '#lib/ids.ts'

/** Input fields of every list. */
export const pageFields = {
  /** `nextCursor` of the page before; left out: the first page. */
  cursor: z.string().min(1).max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
}

/** The key of a list that goes by time: timestamps are kept to the millisecond, so nothing is lost on the way. */
export const timeKey = z.object({ at: z.iso.datetime(), id: idSchema })
export type TimeKey = z.output<typeof timeKey>

/** What the database is asked for: one row too many tells whether there is another page. */
export interface PageRequest<Key> {
  after: Key | undefined
  limit: number
}

/** The rows behind a key, for lists ordered by `createdAt` and `id`. */
export function afterInTime(after: TimeKey | undefined) {
  return after ? { OR: [{ createdAt: { gt: after.at } }, { createdAt: after.at, id: { gt: after.id } }] } : {}
}

/** The key of a row of such a list. */
export function keyInTime({ createdAt, id }: { createdAt: Date; id: string }): TimeKey {
  return { at: createdAt.toISOString(), id }
}

/** A list's answer, a page at a time. */
export interface Page<T> {
  items: T[]
  /** Null: this is the last page. */
  nextCursor: string | null
}

/** The output of every list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() })
}

/** What a reader sends back to go on behind the row with this key: opaque to them, and worth nothing as a permission. */
export function encodePageCursor(key: object): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url')
}

/**
 * The key behind which a page begins; undefined for the first page.
 * @throws AppError `invalid_input` for a cursor that this list did not make
 */
export function decodePageCursor<T extends z.ZodType>(schema: T, cursor: string | undefined): z.output<T> | undefined {
  if (cursor === undefined) return undefined
  const parsed = schema.safeParse(jsonOf(cursor))
  if (parsed.success) return parsed.data
  const message = 'This is not a cursor of this list. Begin again without one.'
  throw new AppError('invalid_input', `cursor: ${message}`, { fieldErrors: { cursor: [message] } })
}

function jsonOf(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/**
 * A page of rows that were asked for with `limit + 1`: the one too many says that there are more.
 * @param keyOf what the order is by, ending in something unique
 */
export function cutPage<Row, T>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => object,
  toItem: (row: Row) => T,
): Page<T> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const nextCursor = last !== undefined && rows.length > limit ? encodePageCursor(keyOf(last)) : null
  return { items: shown.map(toItem), nextCursor }
}
