import type { Principal } from '#lib/access/scope.ts'
import { getAgent } from '#lib/agents/get-agent.ts'
import { AppError } from '#lib/errors.ts'
import { listTurns } from '#lib/runs/list-turns.ts'
import type { TurnView } from '#lib/runs/schema.ts'
import { getThread } from '#lib/threads/get-thread.ts'
import { exportFileName } from './file-name.ts'
import { markdownHead, markdownOfTurn } from './thread-markdown.ts'

const PAGE_TURNS = 50

export type ExportFormat = 'markdown' | 'json'

export interface ThreadExport {
  fileName: string
  /** Read a page of turns at a time, each under the principal's rights as they are then: a thread of any length. */
  text: AsyncGenerator<string>
}

/** A thread with everything in it, as a file. @throws AppError as the use cases do, before anything is written */
export async function exportThread(
  principal: Principal,
  place: { workspaceId: string; threadId: string },
  format: ExportFormat,
): Promise<ThreadExport> {
  const thread = await getThread.run(principal, place)
  const { workspaceId } = place
  // A removed agent has no name to tell any more.
  const agent = await getAgent.run(principal, { workspaceId, agentId: thread.agentId }).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') return { name: 'Removed agent' }
    throw error
  })
  if (format === 'markdown') {
    return {
      fileName: exportFileName(thread.title, 'md'),
      text: around(markdownHead(thread, agent.name), turnsOf(principal, place), '', (turn) =>
        markdownOfTurn(turn, agent.name),
      ),
    }
  }
  const head = JSON.stringify({ thread, agent: { name: agent.name } }).slice(0, -1)
  let isFirst = true
  return {
    fileName: exportFileName(thread.title, 'json'),
    text: around(`${head},"turns":[`, turnsOf(principal, place), ']}\n', (turn) => {
      const comma = isFirst ? '' : ','
      isFirst = false
      return `${comma}\n${JSON.stringify(turn)}`
    }),
  }
}

async function* turnsOf(
  principal: Principal,
  place: { workspaceId: string; threadId: string },
): AsyncGenerator<TurnView> {
  let cursor: string | undefined
  do {
    const page = await listTurns.run(principal, { ...place, cursor, limit: PAGE_TURNS })
    yield* page.items
    cursor = page.nextCursor ?? undefined
  } while (cursor)
}

async function* around(
  head: string,
  turns: AsyncGenerator<TurnView>,
  tail: string,
  write: (turn: TurnView) => string,
): AsyncGenerator<string> {
  yield head
  for await (const turn of turns) yield write(turn)
  yield tail
}
