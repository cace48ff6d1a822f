import { Prisma, type Tx } from '#lib/db/client.ts'
import type { RunError, RunPlace, RunStatus } from '#lib/stream/events.ts'
import type { Overview, OverviewRun } from './schema.ts'

/** What of each kind is looked at, and what of it is shown. */
const MOST_COUNTED = 100
const SHOWN = 8

interface OverviewRow {
  run_id: string
  thread_id: string
  title: string
  agent_id: string
  status: RunStatus
  error: RunError | null
  mine: boolean
  since: Date
  beat_at: Date | null
  beat_place: RunPlace | null
}

function toRun(row: OverviewRow): OverviewRun {
  return {
    runId: row.run_id,
    threadId: row.thread_id,
    threadTitle: row.title,
    agentId: row.agent_id,
    status: row.status,
    error: row.error,
    mine: row.mine,
    since: row.since.toISOString(),
    beat:
      row.status === 'running' && row.beat_at && row.beat_place
        ? { at: row.beat_at.toISOString(), place: row.beat_place }
        : null,
  }
}

// Looked up one by one (`offset 0` keeps it so): the unfinished runs are few, the threads may be many.
const itsThread = Prisma.sql`cross join lateral (select title, deleted_at from threads where id = r.thread_id offset 0) t`
const shown = Prisma.sql`r.id as run_id, r.thread_id, t.title, r.agent_id, r.status::text, r.error, r.beat_at, r.beat_place,
  r.created_by_id = app_principal() as mine`

interface Counted {
  items: OverviewRun[]
  count: number
}

const counted = (rows: OverviewRow[]): Counted => ({ items: rows.slice(0, SHOWN).map(toRun), count: rows.length })

/** At work first, then what waits its turn; each half has a partial index over what is unfinished. */
export async function selectLive(tx: Tx): Promise<Counted> {
  const rows = await tx.$queryRaw<OverviewRow[]>`
    select ${shown}, coalesce(r.started_at, r.queued_at) as since from runs r ${itsThread}
    where r.status = 'running' and t.deleted_at is null
    union all
    select ${shown}, r.queued_at as since from runs r ${itsThread}
    where r.status = 'queued' and t.deleted_at is null
    order by status desc, since desc limit ${MOST_COUNTED}`
  return counted(rows)
}

/** Waits for a person's word on what its agent wants to do. */
export async function selectAsking(tx: Tx): Promise<Counted> {
  const rows = await tx.$queryRaw<OverviewRow[]>`
    select ${shown}, coalesce(r.finished_at, r.queued_at) as since from runs r ${itsThread}
    where r.status = 'waiting' and r.error is not null and r.error ->> 'code' <> 'agents' and t.deleted_at is null
      and exists (select 1 from agents g where g.id = r.agent_id and g.deleted_at is null)
    order by since limit ${MOST_COUNTED}`
  return counted(rows)
}

/** @param codes the errors of those that wait for a person */
export async function selectFailed(tx: Tx, codes: readonly string[]): Promise<{ waiting: Counted; failed: Counted }> {
  const rows = await tx.$queryRaw<OverviewRow[]>`
    select ${shown}, r.finished_at as since from runs r join threads t on t.id = r.thread_id
    where r.status = 'failed' and not exists (select 1 from runs n where n.message_id = r.message_id and n.created_at > r.created_at) and r.finished_at > now() - interval '7 days'
      and t.deleted_at is null and t.archived_at is null
      and not exists (select 1 from runs n where n.thread_id = r.thread_id and n.queued_at > r.queued_at)
    order by r.finished_at desc limit ${MOST_COUNTED}`
  const waits = (row: OverviewRow) => codes.includes(row.error?.code ?? '')
  return { waiting: counted(rows.filter(waits)), failed: counted(rows.filter((row) => !waits(row))) }
}

/** What the workspace's model calls came to since midnight there. */
export async function sumToday(tx: Tx, timeZone: string): Promise<Overview['today']> {
  const [sum] = await tx.$queryRaw<Overview['today'][]>`
    select coalesce(sum(cost_micros), 0)::float8 as "costMicros", (count(*) filter (where cost_micros is null))::int as unpriced,
      count(*)::int as calls, coalesce(sum(input_tokens), 0)::float8 as "inputTokens",
      coalesce(sum(output_tokens), 0)::float8 as "outputTokens"
    from usage_events where created_at >= date_trunc('day', now(), ${timeZone})`
  return sum ?? { costMicros: 0, unpriced: 0, calls: 0, inputTokens: 0, outputTokens: 0 }
}
