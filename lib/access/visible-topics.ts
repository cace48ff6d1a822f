import { db } from '#lib/db/client.ts'
import type { Topic } from '#lib/stream/events.ts'
import { noteKeyUse } from './note-key-use.ts'
import type { Principal } from './scope.ts'

export interface TopicClaim {
  principal: Principal
  topic: Topic
}

/**
 * Of these claims, the ones that hold now: the login or key is valid, the workspace is open to it, the thread exists
 * and is not somebody else's private one. One query, whatever their number.
 */
export async function visibleTopics<C extends TopicClaim>(claims: readonly C[]): Promise<C[]> {
  if (claims.length === 0) return []
  const asked = claims.map(({ principal, topic }) => {
    const [kind, id] = topic.split(':')
    const login = principal.kind === 'login' ? principal.loginId : null
    const key = principal.kind === 'api_key' ? Buffer.from(principal.keyHash).toString('hex') : null
    return { login, key, kind, id }
  })
  const rows = await db().$queryRaw<{ place: number }[]>`
    select visible_topics(${JSON.stringify(asked)}::jsonb) as place`
  const held = new Set(rows.map(({ place }) => place))
  const visible = claims.filter((_, place) => held.has(place))
  for (const { principal } of visible) if (principal.kind === 'api_key') noteKeyUse(principal.keyHash)
  return visible
}
