import type { WorkspaceScope } from '#lib/access/scope.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import { appendEvents } from '#lib/stream/append.ts'

/** A hint is a hint: where more than this changed, it says no more than that. */
const MAX_PATHS = 100

/**
 * Tells whoever looks at the workspace's files what an agent changed.
 * @param paths as the agent names them; none: something, somewhere
 */
export function hintFilesChanged(workspaceId: string, agentId: string, paths: readonly string[] = []): Promise<void> {
  return hint(workspaceId, { agentId, userName: null }, paths)
}

/** The same for what a person, or a program with a key, changed. */
export function announceFiles(scope: WorkspaceScope, paths: readonly string[]): Promise<void> {
  return hint(scope.workspaceId, { agentId: null, userName: scope.principalName }, paths)
}

async function hint(
  workspaceId: string,
  by: { agentId: string | null; userName: string | null },
  paths: readonly string[],
): Promise<void> {
  const named = paths.length > MAX_PATHS ? [] : paths
  const absolute = named.map((path) => (path.startsWith('/') ? path : `${WORKSPACE_DIR}/${path}`))
  const event = { type: 'files.changed' as const, ...by, paths: absolute }
  await bestEffort('announcing changed files', appendEvents(`workspace:${workspaceId}`, [event]))
}
