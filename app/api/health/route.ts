import { db } from '#lib/db/client.ts'
import { redis } from '#lib/queue/connection.ts'

/** How long PostgreSQL and Redis may take: a load balancer asks again soon. */
const PATIENCE_MS = 3000

/** Whether this process can serve: 200, or 503. Open to everybody, so it says no more than that. */
export async function GET(): Promise<Response> {
  const parts = Promise.all([db().$queryRaw`select 1`, redis().ping()])
  const patience = new Promise<false>((resolve) => setTimeout(resolve, PATIENCE_MS, false).unref())
  const ok = await Promise.race([parts.then(() => true), patience]).catch(() => false)
  return Response.json({ ok }, { status: ok ? 200 : 503, headers: { 'cache-control': 'no-store' } })
}
