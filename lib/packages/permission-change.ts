import type { PackagePermissions } from './schema.ts'

/** What a version may do that the one before it may not; and what it may not any more. */
export interface PermissionChange {
  added: string[]
  removed: string[]
}

/** Each permission as one line that tells it from all others. */
export function linesOf({ tools, hosts, secrets, risks }: PackagePermissions): string[] {
  return [
    ...tools.map((name) => `tool ${name}`),
    ...hosts.map((name) => `host ${name}`),
    ...risks.map((name) => `risk ${name}`),
    ...secrets.flatMap(({ name, hosts: at, tools: by }) => [
      `secret ${name}`,
      ...at.map((host) => `secret ${name} host ${host}`),
      ...by.map((tool) => `secret ${name} tool ${tool}`),
    ]),
  ]
}

export function comparePermissions(before: PackagePermissions, after: PackagePermissions): PermissionChange {
  const [had, has] = [new Set(linesOf(before)), new Set(linesOf(after))]
  return { added: [...has].filter((line) => !had.has(line)), removed: [...had].filter((line) => !has.has(line)) }
}
