import type Docker from 'dockerode'
import { statusOf } from './engine-errors.ts'

/** An image that no container has is kept for this long: another installation may just have built it. */
const KEPT_MS = 7 * 24 * 3_600_000
const REPOSITORIES = ['crewhouse-sandbox', 'crewhouse-sandbox-on']
const NOT_FOUND = 404
const CONFLICT = 409

/**
 * Removes the sandbox images of earlier versions: ours by their names, older than a week, and in no container's use,
 * whoever's, running or stopped.
 * @returns the names that are gone
 */
export async function pruneImages(
  docker: Docker,
  options: { current: string; now?: Date; repositories?: readonly string[] },
): Promise<string[]> {
  const { current, now = new Date(), repositories = REPOSITORIES } = options
  const removed: string[] = []
  const currentId = await docker
    .getImage(current)
    .inspect()
    .then(({ Id }) => Id)
    .catch(() => undefined)
  for (const { Id, RepoTags, Created } of await docker.listImages()) {
    if (Id === currentId || Created * 1000 > now.getTime() - KEPT_MS) continue
    const names = (RepoTags ?? []).filter((name) => repositories.includes(name.split(':')[0] ?? ''))
    for (const name of names) {
      try {
        // Never by force: the engine knows best who uses it.
        await docker.getImage(name).remove()
        removed.push(name)
      } catch (error) {
        if (![NOT_FOUND, CONFLICT].includes(statusOf(error) ?? 0)) throw error
      }
    }
  }
  return removed
}
