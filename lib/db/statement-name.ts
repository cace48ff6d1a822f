import { createHash } from 'node:crypto'

/** Statements that a connection keeps prepared; those beyond are planned anew each time. */
const MAX_NAMES = 400

const names = new Map<string, string>()

/**
 * A name under which PostgreSQL keeps a statement's plan: planning the larger ones costs more than executing them.
 * Empty (not kept) once there are too many, as a query built from lists of many lengths would make.
 */
export function statementName(sql: string): string {
  const known = names.get(sql)
  if (known !== undefined) return known
  if (names.size >= MAX_NAMES) return ''
  const name = createHash('sha256').update(sql).digest('base64url').slice(0, 24)
  names.set(sql, name)
  return name
}
