import type { Tx } from '#lib/db/client.ts'
import { toJsonb } from '#lib/db/jsonb.ts'
import type { ToolResult } from '#lib/stream/events.ts'
import type { ClientContext } from './client-context.ts'

/** What the client of a run said around its message. */
export async function setClientContext(tx: Tx, runId: string, client: ClientContext): Promise<void> {
  await tx.$executeRaw`update runs set client = ${toJsonb(client)}::jsonb where id = ${runId}::uuid`
}

/** The run that made a tool call. */
export async function findRunOfCall(tx: Tx, toolCallId: string): Promise<string | null> {
  const [found] = await tx.$queryRaw<{ runId: string }[]>`
    select run_id as "runId" from tool_calls where id = ${toolCallId}::uuid`
  return found?.runId ?? null
}

/** What the client's tools came to; the run is locked by the caller. */
export async function setClientResults(
  tx: Tx,
  runId: string,
  results: { toolCallId: string; result: ToolResult }[],
): Promise<void> {
  await tx.$executeRaw`
    update tool_calls c set status = 'succeeded', result = given.result, finished_at = now()
    from jsonb_to_recordset(${toJsonb(results)}::jsonb) as given("toolCallId" uuid, result jsonb)
    where c.id = given."toolCallId" and c.run_id = ${runId}::uuid and c.result is null`
}
