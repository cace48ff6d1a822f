import { ROLES, type Role } from './roles.ts'

export interface MatrixRow {
  /** What it is about: the first part of the use cases' ids. */
  area: string
  /** The least role that may. */
  least: Role
  useCaseIds: string[]
}

/** Who may do what, read off the use cases themselves: one row for each area and least role. */
export function roleMatrix(useCases: readonly { id: string; role: Role }[]): MatrixRow[] {
  const rows = new Map<string, MatrixRow>()
  for (const { id, role } of useCases) {
    const area = id.split('.')[0] ?? id
    const key = `${area}.${role}`
    const row = rows.get(key) ?? { area, least: role, useCaseIds: [] }
    row.useCaseIds.push(id)
    rows.set(key, row)
  }
  return [...rows.values()].sort(
    (one, other) => ROLES.indexOf(one.least) - ROLES.indexOf(other.least) || (one.area < other.area ? -1 : 1),
  )
}
