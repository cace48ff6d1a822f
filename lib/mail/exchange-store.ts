import type { Tx } from '#lib/db/client.ts'
import type { SendingRun } from './control.ts'

/** As far back as circles are looked for. */
const KEPT_MESSAGES = 48

export interface SaidMessage {
  from: string
  to: string
  text: string
  /** Whether the run that said it had changed files since it spoke last. */
  changed: boolean
}

/** What agents have said to one another below the sender's root run, oldest first, and whether the sender has changed files since it spoke last. */
export async function listExchange(
  tx: Tx,
  run: SendingRun,
): Promise<{ said: SaidMessage[]; hasChanged: boolean; isWarned: boolean }> {
  const rows = await tx.$queryRaw<(SaidMessage & { isDraft: boolean; isWarned: boolean })[]>`
    with said as (
      select from_agent_id, to_agent_id, from_run_id, text, created_at, id, false as draft from (
        select m.from_agent_id, coalesce(m.to_agent_id, q.from_agent_id) as to_agent_id, m.from_run_id, left(m.text, 4000) as text, m.created_at, m.id
        from agent_messages m left join agent_messages q on q.id = m.reply_to_id
        where m.root_run_id = ${run.rootRunId}::uuid and m.from_agent_id is not null
        order by m.created_at desc, m.id desc limit ${KEPT_MESSAGES}
      ) latest where to_agent_id is not null
      union all
      select ${run.agentId}::uuid, null, ${run.id}::uuid, '', clock_timestamp(), null, true
    ), spans as (
      select said.*, lag(created_at) over (partition by from_run_id order by created_at) as before from said
    )
    select f.name as "from", coalesce(t.name, '') as "to", s.text, s.draft as "isDraft", exists (
        select 1 from safety_decisions d where d.root_run_id = ${run.rootRunId}::uuid and d.control = 'loop' and d.effect = 'warned'
      ) as "isWarned", exists (
        select 1 from tool_calls c where c.run_id = s.from_run_id and c.status = 'succeeded' and c.finished_at <= s.created_at
          and (s.before is null or c.finished_at > s.before)
          and (c.result -> 'view' ->> 'kind' in ('diff', 'file') or jsonb_array_length(coalesce(c.result -> 'view' -> 'changedFiles', '[]')) > 0)
      ) as changed
    from spans s join agents f on f.id = s.from_agent_id left join agents t on t.id = s.to_agent_id
    order by s.created_at, s.id`
  const said = rows
    .filter(({ isDraft }) => !isDraft)
    .map(({ from, to, text, changed }) => ({ from, to, text, changed }))
  const isWarned = rows.some((row) => row.isWarned)
  return { said, hasChanged: rows.some(({ isDraft, changed }) => isDraft && changed), isWarned }
}
