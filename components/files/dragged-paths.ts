import { z } from 'zod'

/** Marks what is dragged from one folder of the workspace to another. */
export const MOVED_TYPE = 'application/x-crewhouse-paths'

/** Paths that are dragged; none where something else is. */
export function draggedPaths(transfer: DataTransfer): string[] {
  try {
    return z.array(z.string()).parse(JSON.parse(transfer.getData(MOVED_TYPE)))
  } catch {
    return []
  }
}
