import type { Role } from '#lib/access/roles.ts'

/** The roles for people. */
export const roleWords: Record<Role, { label: string; description: string }> = {
  owner: { label: 'Owner', description: 'Everything, other owners included' },
  admin: { label: 'Admin', description: 'Settings, people, keys' },
  member: { label: 'Member', description: 'Works with agents' },
  viewer: { label: 'Viewer', description: 'Looks, changes nothing' },
}
