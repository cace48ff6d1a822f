import type { Tx } from '#lib/db/client.ts'
import type { MessageRow, StepRow, ToolCallRow } from '#lib/runs/rows.ts'

/** A step, or a call of one. */
export interface Subject {
  runId: string
  step: number
  toolCallId: string | null
}

/** Of a workspace, the latest, for who wrote a file. */
const THREADS_LOOKED_AT = 300

/** The step that made a call. */
export async function findCall(tx: Tx, toolCallId: string): Promise<Subject | null> {
  const [found] = await tx.$queryRaw<Subject[]>`
    select c.run_id as "runId", s.index as step, c.id as "toolCallId" from tool_calls c join steps s on s.id = c.step_id
    where c.id = ${toolCallId}::uuid`
  return found ?? null
}

/** The latest call that wrote a file, or during which it changed. @param path absolute, below /workspace */
export async function findWriter(tx: Tx, path: string): Promise<Subject | null> {
  const relative = path.replace(/^\/workspace\//, '')
  const [found] = await tx.$queryRaw<Subject[]>`
    select c.run_id as "runId", s.index as step, c.id as "toolCallId"
    from (select id from threads where deleted_at is null order by updated_at desc limit ${THREADS_LOOKED_AT}) t
      join runs r on r.thread_id = t.id join tool_calls c on c.run_id = r.id join steps s on s.id = c.step_id
    where c.status = 'succeeded'
      and (c.result -> 'view' ->> 'path' in (${path}, ${relative}) and c.name <> 'read_file'
        or c.result -> 'view' -> 'changedFiles' @> jsonb_build_array(jsonb_build_object('path', ${path}::text)))
    order by c.finished_at desc nulls last limit 1`
  return found ?? null
}

export interface LineageRows {
  threadId: string
  message: MessageRow
  /** The run before, with how its last answer begins. */
  earlier: { id: string; text: string; finished_at: string | null; queued_at: string } | null
  taken: MessageRow[]
  steps: (Pick<StepRow, 'id' | 'index' | 'parts'> & { started_at: string })[]
  calls: ToolCallRow[]
}

/** What a run had before and in a step. */
export async function selectLineage(tx: Tx, { runId, step }: Subject): Promise<LineageRows | null> {
  const [row] = await tx.$queryRaw<LineageRows[]>`
    with s as (select id, index, parts, started_at from steps where run_id = ${runId}::uuid and index <= ${step})
    select r.thread_id as "threadId", to_jsonb(m) as message,
      (select jsonb_build_object('id', e.id, 'finished_at', e.finished_at, 'queued_at', e.queued_at, 'text', coalesce((
          select left(step_text(l.parts), 500) from steps l where l.run_id = e.id order by l.index desc limit 1), ''))
        from runs e where e.id = m.parent_run_id) as earlier,
      coalesce((select jsonb_agg(to_jsonb(k) order by k.taken_at_step, k.created_at) from messages k
        where k.taken_by_run_id = r.id and k.taken_at_step <= ${step}), '[]') as taken,
      coalesce((select jsonb_agg(to_jsonb(s) order by s.index) from s), '[]') as steps,
      coalesce((select jsonb_agg(to_jsonb(c) order by c.index) from tool_calls c where c.step_id in (select id from s)), '[]') as calls
    from runs r join messages m on m.id = r.message_id join threads t on t.id = r.thread_id
    where r.id = ${runId}::uuid and t.deleted_at is null`
  return row ?? null
}
