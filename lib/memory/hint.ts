import { bestEffort } from '#lib/queue/best-effort.ts'
import { appendEvents } from '#lib/stream/append.ts'

/** Tells the pages of the workspace to load its memory again. */
export async function hintMemoryChanged({ workspaceId }: { workspaceId: string }): Promise<undefined> {
  await bestEffort('announcing memory', appendEvents(`workspace:${workspaceId}`, [{ type: 'memory.changed' }]))
  return undefined
}
