import { tendMemory } from '#lib/memory/background.ts'
import { hintMemoryChanged } from '#lib/memory/hint.ts'

let isAtWork = false

/** What the memory needs behind the runs. An embedder that is slow keeps nothing else waiting. */
export async function tendMemories(onFailure: (error: unknown) => void): Promise<void> {
  if (isAtWork) return
  isAtWork = true
  try {
    for (const workspaceId of await tendMemory()) await hintMemoryChanged({ workspaceId })
  } catch (error) {
    onFailure(error)
  } finally {
    isAtWork = false
  }
}
