import { z } from 'zod'
import type { WorkspaceScope } from '#lib/access/scope.ts'
import { callWorker } from '../worker-client.ts'

const outcomes = z.array(z.object({ code: z.string().nullable(), detail: z.string() }))

export interface Move {
  from: string
  to: string
}

export interface MoveOutcome extends Move {
  /** Null: it was moved. */
  code: string | null
  detail: string
}

/** Renames in the workspace's volume, each on its own. `keep`: what has a new name already stays. */
export async function moveOnWorker(
  scope: WorkspaceScope,
  moves: readonly Move[],
  { keep }: { keep: boolean },
): Promise<MoveOutcome[]> {
  const body = JSON.stringify({ moves, keep })
  const response = await callWorker(scope, 'move', '/files/move', { method: 'POST', body })
  const said = outcomes.length(moves.length).parse(await response.json())
  return moves.map((move, index) => ({ ...move, ...(said[index] as { code: string | null; detail: string }) }))
}
