import { z } from 'zod'

/** Prisma: unreachable, timed out, closed by the server, no free connection, no transaction in time. */
const prismaCodes = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'ECONNREFUSED', 'ECONNRESET'])
const driverKinds = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'])

/** As Prisma wraps what the driver said about a raw query. */
const wrapped = z.object({
  driverAdapterError: z.object({ cause: z.object({ kind: z.string(), originalCode: z.string().optional() }) }),
})

/** Whether an error says that PostgreSQL is away for now (stopped, starting, full), rather than that a query is wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && prismaCodes.has(String(error.code))) return true
  const said = wrapped.safeParse('meta' in error ? error.meta : undefined)
  if (!said.success) return false
  const { kind, originalCode } = said.data.driverAdapterError.cause
  // SQLSTATE classes 08 (connection), 53 (no resources) and 57P (shutting down, starting up).
  return driverKinds.has(kind) || /^(08|53|57P)/.test(originalCode ?? '')
}
