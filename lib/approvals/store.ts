import { cutPage, type Page, type PageRequest, type TimeKey } from '#lib/access/page.ts'
import type { Scope } from '#lib/access/scope.ts'
import { Prisma, type Tx } from '#lib/db/client.ts'
import { toJsonb, toText } from '#lib/db/jsonb.ts'
import { type DecidingRule, decidingRule, type PolicyRule, policyRule, type ToolRisk } from '#lib/tools/schema.ts'
import { type ApprovalScope, type ApprovalView, alwaysAt } from './schema.ts'

interface Row {
  id: string
  thread_id: string
  thread_title: string
  run_id: string
  agent_id: string
  agent_name: string
  agent_color: string
  tool_call_id: string
  tool: string
  risk: ToolRisk
  args: unknown
  asks: unknown
  rule: unknown
  status: ApprovalView['status']
  scope: ApprovalScope | null
  reason: string
  answered_by_kind: string | null
  answered_by_id: string | null
  answered_by_name: string | null
  answered_at: Date | null
  created_at: Date
  expires_at: Date
}

function toView(row: Row): ApprovalView {
  const asks = decidingRule.array().parse(row.asks)
  const rule = row.rule === null ? null : policyRule.parse(row.rule)
  const { answered_by_id: id, answered_by_name: name, answered_by_kind: kind } = row
  return {
    id: row.id,
    threadId: row.thread_id,
    threadTitle: row.thread_title,
    runId: row.run_id,
    agentId: row.agent_id,
    agentName: row.agent_name,
    agentColor: row.agent_color,
    toolCallId: row.tool_call_id,
    tool: row.tool,
    risk: row.risk,
    args: row.args,
    asks,
    rule,
    alwaysAt: alwaysAt(asks, rule),
    status: row.status,
    scope: row.scope,
    reason: row.reason,
    answeredBy: id === null ? null : { id, name: name ?? '', kind: kind ?? '' },
    answeredAt: row.answered_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }
}

/** A question stands for as long as its run waits for the answer: a run that was ended asks nothing any more. */
const isOpen = Prisma.sql`a.status = 'waiting' and r.status = 'waiting' and a.expires_at > now()
  and t.deleted_at is null and g.deleted_at is null`
const joined = Prisma.sql`
  select a.*, a.status::text as status, t.title as thread_title, g.name as agent_name, g.color as agent_color
  from approvals a join runs r on r.id = a.run_id join threads t on t.id = a.thread_id join agents g on g.id = a.agent_id`

/** Open ones: the oldest first. Answered ones: the latest first. */
export async function selectApprovals(
  tx: Tx,
  { open, runId }: { open: boolean; runId: string | undefined },
  { after, limit }: PageRequest<TimeKey>,
): Promise<Page<ApprovalView>> {
  const ofRun = runId ? Prisma.sql`and a.run_id = ${runId}::uuid` : Prisma.empty
  const key = Prisma.sql`(${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)`
  const rows = open
    ? await tx.$queryRaw<Row[]>`${joined} where ${isOpen} ${ofRun}
        ${after ? Prisma.sql`and (a.created_at, a.id) > ${key}` : Prisma.empty} order by a.created_at, a.id limit ${limit + 1}`
    : await tx.$queryRaw<Row[]>`${joined} where a.status <> 'waiting' and t.deleted_at is null ${ofRun}
        ${after ? Prisma.sql`and (a.created_at, a.id) < ${key}` : Prisma.empty} order by a.created_at desc, a.id desc limit ${limit + 1}`
  return cutPage(rows, limit, (row) => ({ at: row.created_at.toISOString(), id: row.id }), toView)
}

/** What a badge shows; it counts no further than a hundred. */
export async function countOpen(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (select 1 from approvals a join runs r on r.id = a.run_id join threads t on t.id = a.thread_id
      join agents g on g.id = a.agent_id where ${isOpen} limit 100) open`
  return row?.count ?? 0
}

export async function findApproval(tx: Tx, id: string): Promise<ApprovalView | null> {
  const [row] = await tx.$queryRaw<Row[]>`${joined} where a.id = ${id}::uuid and t.deleted_at is null`
  return row ? toView(row) : null
}

export interface NewApproval {
  id: string
  toolCallId: string
  tool: string
  risk: ToolRisk
  args: unknown
  argsHash: string
  asks: readonly DecidingRule[]
  rule: PolicyRule | null
}

/** Asks about calls of a run; what was asked before stays as it was asked. */
export async function insertApprovals(
  tx: Tx,
  runId: string,
  asked: readonly NewApproval[],
  patienceMs: number,
): Promise<void> {
  await tx.$executeRaw`
    insert into approvals (id, tenant_id, workspace_id, thread_id, run_id, agent_id, private_to, tool_call_id, tool, risk, args,
      args_hash, asks, rule, expires_at)
    select a.id, r.tenant_id, r.workspace_id, r.thread_id, r.id, r.agent_id, r.private_to, a."toolCallId", a.tool, a.risk,
      coalesce(a.args, 'null'), a."argsHash", a.asks, a.rule, now() + ${patienceMs} * interval '1 millisecond'
    from runs r, jsonb_to_recordset(${toJsonb(asked)}::jsonb)
      as a(id uuid, "toolCallId" uuid, tool text, risk text, args jsonb, "argsHash" text, asks jsonb, rule jsonb)
    where r.id = ${runId}::uuid
    on conflict (tool_call_id) do nothing`
}

/** The answer, where there was none. */
export async function setAnswer(
  tx: Tx,
  scope: Scope,
  ids: readonly string[],
  answer: { status: 'approved' | 'refused'; scope: ApprovalScope | null; reason: string },
): Promise<number> {
  return tx.$executeRaw`
    update approvals set status = ${answer.status}::"ApprovalStatus", scope = ${answer.scope}, reason = ${toText(answer.reason)},
      answered_by_kind = ${scope.principalKind}, answered_by_id = ${scope.principalId}::uuid,
      answered_by_name = ${toText(scope.principalName)}, answered_at = now()
    where id = any(${ids}::uuid[]) and status = 'waiting'`
}

/** What is still asked of a run. */
export async function selectWaiting(tx: Tx, runId: string): Promise<ApprovalView[]> {
  const rows = await tx.$queryRaw<
    Row[]
  >`${joined} where a.run_id = ${runId}::uuid and a.status = 'waiting' order by a.created_at, a.id`
  return rows.map(toView)
}
