import { Prisma, type Tx } from '#lib/db/client.ts'
import type { RunRow, StepRow, ToolCallRow } from '#lib/runs/rows.ts'
import type { CallDecision, DecidingRule } from '#lib/tools/schema.ts'

/** How much of an argument or an answer stands in the list. */
const SUMMARY_CHARS = 200

export interface TraceRows {
  run: RunRow
  title: string
  agent: string
  message: { id: string; author_name: string; text: string }
  steps: (Omit<StepRow, 'parts'> & {
    attempt: number
    started_at: string
    finished_at: string
    first_token_at: string | null
    summary: string
    matches: boolean
  })[]
  calls: (Pick<ToolCallRow, 'id' | 'step_id' | 'name' | 'status' | 'started_at' | 'finished_at'> & {
    decision: CallDecision | null
    summary: string
    matches: boolean
    approval: ApprovalOfCall | null
  })[]
  failures: {
    step_index: number
    attempt: number
    provider: string
    model: string
    kind: string
    message: string
    delay_ms: number
    started_at: string
    failed_at: string
  }[]
}

interface ApprovalOfCall {
  status: 'waiting' | 'approved' | 'refused' | 'expired'
  scope: 'once' | 'run' | 'always' | null
  asks: DecidingRule[]
  reason: string
  answered_by_name: string | null
  created_at: string
  answered_at: string | null
}

/** Whether a text says what is searched for; null: nothing is. */
const says = (text: Prisma.Sql, search: string | null) =>
  Prisma.sql`(${search}::text is not null and position(lower(${search}::text) in lower(${text})) > 0)`

/** A run with what it did, but without what was said; null: there is no such run, or nobody sees its thread any more. */
export async function selectTrace(tx: Tx, runId: string, search: string | null): Promise<TraceRows | null> {
  const [row] = await tx.$queryRaw<TraceRows[]>`
    select to_jsonb(r) - 'client' as run, t.title, a.name as agent,
      (select jsonb_build_object('id', m.id, 'author_name', m.author_name, 'text', left(m.text, 2000))
        from messages m where m.id = r.message_id) as message,
      coalesce((select jsonb_agg(to_jsonb(s) - 'parts' || jsonb_build_object('first_token_at', p.first_token_at,
          'summary', coalesce(left(step_text(s.parts), ${SUMMARY_CHARS}), ''),
          'matches', ${says(Prisma.sql`s.model || ' ' || s.parts::text`, search)}) order by s.index)
        from steps s left join step_prompts p on p.step_id = s.id where s.run_id = r.id), '[]') as steps,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'step_id', c.step_id, 'name', c.name, 'status', c.status,
          'started_at', c.started_at, 'finished_at', c.finished_at, 'decision', c.decision,
          'summary', left(c.args::text, ${SUMMARY_CHARS}),
          'matches', ${says(Prisma.sql`c.name || ' ' || c.args::text || ' ' || coalesce(c.result ->> 'text', '')`, search)},
          'approval', (select to_jsonb(o) from approvals o where o.tool_call_id = c.id)) order by c.index)
        from tool_calls c where c.run_id = r.id), '[]') as calls,
      coalesce((select jsonb_agg(to_jsonb(f) order by f.started_at, f.id) from model_failures f where f.run_id = r.id), '[]') as failures
    from runs r join threads t on t.id = r.thread_id join agents a on a.id = r.agent_id
    where r.id = ${runId}::uuid and t.deleted_at is null`
  return row ?? null
}

export interface StepBodies {
  threadId: string
  steps: Pick<StepRow, 'id' | 'index' | 'parts'>[]
  calls: Pick<ToolCallRow, 'id' | 'step_id' | 'name' | 'args' | 'result'>[]
}

/** What was said in steps of a run. @param step null: all */
export async function selectBodies(tx: Tx, runId: string, step: number | null): Promise<StepBodies | null> {
  const [row] = await tx.$queryRaw<StepBodies[]>`
    with s as (select * from steps where run_id = ${runId}::uuid and (${step}::int is null or index = ${step}::int))
    select r.thread_id as "threadId",
      coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'index', s.index, 'parts', s.parts) order by s.index) from s), '[]') as steps,
      coalesce((select jsonb_agg(jsonb_build_object('id', c.id, 'step_id', c.step_id, 'name', c.name, 'args', c.args, 'result', c.result)
        order by c.index) from tool_calls c where c.step_id in (select id from s)), '[]') as calls
    from runs r join threads t on t.id = r.thread_id where r.id = ${runId}::uuid and t.deleted_at is null`
  return row ?? null
}

/** Hashes in hex, side by side as they are stored. */
export interface PromptRow {
  index: number
  systemHashes: string
  toolsHash: string
  afterStep: number | null
  kept: number
  messageHashes: string
  hash: string
  parameters: Record<string, unknown>
}

/** The prompts of a run's steps, up to one of them. */
export async function selectPrompts(tx: Tx, runId: string, upTo: number | null): Promise<PromptRow[]> {
  return tx.$queryRaw<PromptRow[]>`
    select s.index, encode(p.system_hashes, 'hex') as "systemHashes", encode(p.tools_hash, 'hex') as "toolsHash",
      p.after_step as "afterStep", p.kept, encode(p.message_hashes, 'hex') as "messageHashes", encode(p.hash, 'hex') as hash,
      p.parameters
    from steps s join step_prompts p on p.step_id = s.id
    where s.run_id = ${runId}::uuid and (${upTo}::int is null or s.index <= ${upTo}::int) order by s.index`
}

/** The texts of a thread's prompts by their hashes. */
export async function selectTexts(tx: Tx, threadId: string, hashes: readonly string[]): Promise<Map<string, string>> {
  const wanted = Prisma.sql`(select decode(h, 'hex') from unnest(${[...new Set(hashes)]}::text[]) as h)`
  const rows = await tx.$queryRaw<{ hash: string; text: string }[]>`
    select encode(x.hash, 'hex') as hash, x.text from prompt_texts x
    where x.workspace_id = (select workspace_id from threads where id = ${threadId}::uuid) and x.hash in ${wanted}
    union all
    select encode(x.hash, 'hex'), x.text from prompt_messages x where x.thread_id = ${threadId}::uuid and x.hash in ${wanted}`
  return new Map(rows.map(({ hash, text }) => [hash, text]))
}
