import { atLeast, type Role } from './roles.ts'

/**
 * What an API key may do of what its role may. `read`: look at things; every key can. `write`: work, as members do. `manage`: what
 * needs an admin or owner: settings, people, keys, also only to look at them.
 */
export const KEY_SCOPES = ['read', 'write', 'manage'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

/** The scope that a key needs for a use case; derived, so that none can be forgotten. */
export function keyScopeOf(useCase: { role: Role; changes: boolean }): KeyScope {
  if (atLeast(useCase.role, 'admin')) return 'manage'
  return useCase.changes ? 'write' : 'read'
}
