import { loadForPage } from '#app/_server/load-for-page.ts'
import { encodePageCursor } from '#lib/access/page.ts'
import { listSafetyDecisions, listTeamMessages } from '#lib/mail/list-feed.ts'
import type { DecisionView, TeamMessageView } from '#lib/mail/schema.ts'

const EVENTS_ON_PAGE = 50

/** Something that was said, or that a safety control decided. */
export type TeamEvent =
  | { is: 'message'; id: string; createdAt: string; message: TeamMessageView }
  | { is: 'decision'; id: string; createdAt: string; decision: DecisionView }

interface Feed {
  /** The newest last. */
  events: TeamEvent[]
  /** Leads to what was before them; null: this is all. */
  before: string | null
}

/** What agents said and what held them back, in the order in which it happened. */
export async function loadFeed(workspaceId: string, cursor: string | undefined): Promise<Feed> {
  const input = { workspaceId, cursor, limit: EVENTS_ON_PAGE }
  const [messages, decisions] = await Promise.all([
    loadForPage(listTeamMessages, input),
    loadForPage(listSafetyDecisions, input),
  ])
  const all: TeamEvent[] = [
    ...messages.items.map((message) => ({ is: 'message' as const, ...keyOf(message), message })),
    ...decisions.items.map((decision) => ({ is: 'decision' as const, ...keyOf(decision), decision })),
  ].sort(newestFirst)
  const shown = all.slice(0, EVENTS_ON_PAGE)
  const oldest = shown.at(-1)
  const hasMore = all.length > shown.length || messages.nextCursor !== null || decisions.nextCursor !== null
  // Both lists go by time and id: one key leads on in either.
  const before = hasMore && oldest ? encodePageCursor({ at: oldest.createdAt, id: oldest.id }) : null
  return { events: shown.toReversed(), before }
}

const keyOf = ({ id, createdAt }: { id: string; createdAt: string }) => ({ id, createdAt })

/** As the lists themselves have it. */
function newestFirst(one: TeamEvent, other: TeamEvent): number {
  const [a, b] = [`${one.createdAt} ${one.id}`, `${other.createdAt} ${other.id}`]
  return a === b ? 0 : a < b ? 1 : -1
}
