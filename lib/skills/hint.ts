import type { Scope } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { appendEvents } from '#lib/stream/append.ts'
import { selectWorkspaceIds } from './store.ts'

/** Tells the pages of the workspace, or of all workspaces of the organisation, to load their skills again. */
export async function hintSkillsChanged(scope: Scope): Promise<undefined> {
  await bestEffort('announcing skills', announce(scope))
  return undefined
}

async function announce(scope: Scope): Promise<void> {
  const ids = scope.workspaceId ? [scope.workspaceId] : await withScope(scope, selectWorkspaceIds)
  await Promise.all(ids.map((id) => appendEvents(`workspace:${id}`, [{ type: 'skills.changed' }])))
}
