import { cutPage, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import type { DecisionView, TeamMessageView } from './schema.ts'

/** What a list shows of a text: the whole stands in the thread. */
const SHOWN_CHARS = 2000

export interface FeedFilter {
  /** Written by it, or to it. */
  agentId?: string | undefined
  rootRunId?: string | undefined
}

interface MessageRow {
  id: string
  kind: TeamMessageView['kind']
  status: TeamMessageView['status']
  author_id: string
  author_name: string
  from_agent_id: string | null
  to_agent_id: string | null
  shown: string
  is_cut: boolean
  thread_id: string | null
  run_id: string | null
  from_run_id: string | null
  root_run_id: string | null
  reply_to_id: string | null
  deadline_at: Date | null
  created_at: Date
}

/** The latest first. What was said in a thread that a person has deleted is not shown. */
export async function selectMessages(
  tx: Tx,
  { agentId, rootRunId }: FeedFilter,
  { after, limit }: PageRequest<TimeKey>,
): Promise<Page<TeamMessageView>> {
  const conditions = [
    Prisma.sql`not exists (select 1 from threads t where t.id = m.thread_id and t.deleted_at is not null)`,
  ]
  if (agentId) conditions.push(Prisma.sql`(m.from_agent_id = ${agentId}::uuid or m.to_agent_id = ${agentId}::uuid)`)
  if (rootRunId) conditions.push(Prisma.sql`m.root_run_id = ${rootRunId}::uuid`)
  if (after) conditions.push(Prisma.sql`(m.created_at, m.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  const rows = await tx.$queryRaw<MessageRow[]>`
    select m.*, left(m.text, ${SHOWN_CHARS}::int) as shown, length(m.text) > ${SHOWN_CHARS}::int as is_cut from agent_messages m
    where ${Prisma.join(conditions, ' and ')} order by m.created_at desc, m.id desc limit ${limit + 1}`
  return cutPage(rows, limit, (row) => ({ at: row.created_at.toISOString(), id: row.id }), toMessage)
}

function toMessage(row: MessageRow): TeamMessageView {
  return {
    id: row.id,
    kind: row.kind,
    status: row.status,
    author: { id: row.author_id, name: row.author_name },
    fromAgentId: row.from_agent_id,
    toAgentId: row.to_agent_id,
    text: row.shown,
    isCut: row.is_cut,
    threadId: row.thread_id,
    runId: row.run_id,
    fromRunId: row.from_run_id,
    rootRunId: row.root_run_id,
    replyToId: row.reply_to_id,
    deadlineAt: row.deadline_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  }
}

interface DecisionRow {
  id: string
  control: string
  effect: DecisionView['effect']
  reason: string
  details: Record<string, unknown>
  agent_id: string
  to_agent_id: string | null
  thread_id: string
  run_id: string
  root_run_id: string
  created_at: Date
}

/** The latest first. */
export async function selectDecisions(
  tx: Tx,
  { agentId, runId, rootRunId }: FeedFilter & { runId?: string | undefined },
  { after, limit }: PageRequest<TimeKey>,
): Promise<Page<DecisionView>> {
  const conditions = [
    Prisma.sql`not exists (select 1 from threads t where t.id = d.thread_id and t.deleted_at is not null)`,
  ]
  if (agentId) conditions.push(Prisma.sql`d.agent_id = ${agentId}::uuid`)
  if (runId) conditions.push(Prisma.sql`d.run_id = ${runId}::uuid`)
  if (rootRunId) conditions.push(Prisma.sql`d.root_run_id = ${rootRunId}::uuid`)
  if (after) conditions.push(Prisma.sql`(d.created_at, d.id) < (${after.at}::timestamptz, ${after.id}::uuid)`)
  const rows = await tx.$queryRaw<DecisionRow[]>`
    select d.* from safety_decisions d where ${Prisma.join(conditions, ' and ')}
    order by d.created_at desc, d.id desc limit ${limit + 1}`
  return cutPage(
    rows,
    limit,
    (row) => ({ at: row.created_at.toISOString(), id: row.id }),
    (row): DecisionView => ({
      id: row.id,
      control: row.control,
      effect: row.effect,
      reason: row.reason,
      details: row.details,
      agentId: row.agent_id,
      toAgentId: row.to_agent_id,
      threadId: row.thread_id,
      runId: row.run_id,
      rootRunId: row.root_run_id,
      createdAt: row.created_at.toISOString(),
    }),
  )
}
