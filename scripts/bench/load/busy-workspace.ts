import { newId } from '#lib/ids.ts'
import type { Product } from '../product.ts'

const AGENTS = 1000
const THREADS = 10_000
const MESSAGES = 5000

/**
 * Fills a person's workspace, which has an agent: 1,000 agents, 10,000 threads, and one thread with 5,000 messages, half
 * of them answers.
 */
export async function fillWorkspace(
  product: Product,
  workspaceId: string,
): Promise<{ agentId: string; threadId: string }> {
  const [agent] = await product.query<{ id: string; user_id: string }>(
    `select a.id, m.user_id from agents a join memberships m on m.tenant_id = a.tenant_id
     where a.workspace_id = $1 order by a.created_at limit 1`,
    [workspaceId],
  )
  if (!agent) throw new Error('The workspace has no agent to copy.')
  const { id: agentId, user_id: userId } = agent
  await product.query(
    `insert into agents select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'name', 'Agent ' || n))).*
     from agents a, generate_series(1, $2) n where a.id = $1`,
    [agentId, AGENTS],
  )
  const threadId = newId()
  await product.query(
    `insert into threads (id, tenant_id, workspace_id, agent_id, title, created_by_id, created_at, updated_at)
     select case when n = 1 then $2 else gen_random_uuid() end, tenant_id, workspace_id, id,
       'Thread ' || n || ' about the quarterly figures', $3, now() - n * interval '1 minute', now() - n * interval '1 minute'
     from agents, generate_series(1, $4) n where id = $1`,
    [agentId, threadId, userId, THREADS],
  )
  await product.query(
    `with m as (
       insert into messages (id, tenant_id, workspace_id, thread_id, author_id, author_name, text, created_at)
       select gen_random_uuid(), tenant_id, workspace_id, id, $2, 'Ada', 'Question ' || n || ': how do the figures compare?',
         now() - ($3 - n) * interval '1 minute'
       from threads, generate_series(1, $3) n where id = $1 returning *
     ), r as (
       insert into runs (id, tenant_id, workspace_id, thread_id, agent_id, message_id, created_by_id, status, attempt,
         queued_at, started_at, finished_at)
       select gen_random_uuid(), m.tenant_id, m.workspace_id, m.thread_id, $4, m.id, $2, 'succeeded', 1, m.created_at,
         m.created_at, m.created_at from m returning *
     )
     insert into steps (id, tenant_id, workspace_id, run_id, attempt, index, provider, model, parts, finish_reason, usage, stream_id,
       started_at, finished_at)
     select gen_random_uuid(), r.tenant_id, r.workspace_id, r.id, 1, 0, 'demo', 'demo',
       jsonb_build_array(jsonb_build_object('type', 'text', 'text',
         E'They rose by **' || (random() * 90)::int || E' %**.\\n\\n- north\\n- south\\n\\n\`\`\`sql\\nselect 1\\n\`\`\`')),
       'stop', null, '0-1', r.started_at, r.finished_at from r`,
    [threadId, userId, MESSAGES / 2, agentId],
  )
  await product.query('analyze')
  return { agentId, threadId }
}
