import { createHash } from 'node:crypto'
import { toJsonb } from '#lib/db/jsonb.ts'

/** What binds an approval to one call: the tool and its arguments, as the database holds them. */
export function hashCall(tool: string, args: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify([tool, sorted(JSON.parse(toJsonb(args ?? null)))]))
    .digest('hex')
}

/** `jsonb` keeps no order of keys. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return { entries: entries.map(([key, each]) => [key, sorted(each)]) }
}
