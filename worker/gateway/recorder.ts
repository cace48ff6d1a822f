import type { SandboxOwner } from '#lib/egress/access.ts'
import type { ConnectionRecord } from '#lib/egress/schema.ts'
import { logger } from '#lib/telemetry/logger.ts'

const FLUSH_MS = 500
/** Different rows of one agent in one moment: what comes beyond is summed up in one row. */
const MAX_ROWS = 100
const BEYOND = '(more)'

type Row = ConnectionRecord & { connections: number }
export type RecordConnections = (owner: SandboxOwner, rows: Row[]) => Promise<void>

/**
 * Gathers what the log is told of: a sandbox that connects a thousand times a second costs the database a few rows.
 */
export class Recorder {
  readonly #write: RecordConnections
  readonly #pending = new Map<string, { owner: SandboxOwner; rows: Map<string, Row> }>()
  #timer: NodeJS.Timeout | undefined

  constructor(write: RecordConnections) {
    this.#write = write
  }

  add(owner: SandboxOwner, record: ConnectionRecord): void {
    const of = this.#pending.get(owner.agentId) ?? { owner, rows: new Map<string, Row>() }
    this.#pending.set(owner.agentId, of)
    let { runId, host, port, verdict, rule, secrets } = record
    let key = JSON.stringify([runId, host, port, verdict, rule, secrets])
    if (!of.rows.has(key) && of.rows.size >= MAX_ROWS) {
      ;({ runId, host, port, rule, secrets } = { runId: null, host: BEYOND, port: 0, rule: '', secrets: [] })
      key = verdict
    }
    const row = of.rows.get(key) ?? {
      runId,
      host,
      port,
      verdict,
      rule,
      secrets,
      bytesUp: 0,
      bytesDown: 0,
      connections: 0,
    }
    row.connections++
    row.bytesUp += record.bytesUp
    row.bytesDown += record.bytesDown
    of.rows.set(key, row)
    this.#timer ??= setTimeout(() => void this.flush(), FLUSH_MS)
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const written = [...this.#pending.values()]
    this.#pending.clear()
    for (const { owner, rows } of written) {
      await this.#write(owner, [...rows.values()]).catch((error: unknown) =>
        logger().warn({ error, agentId: owner.agentId, rows: rows.size }, 'connections were not logged'),
      )
    }
  }
}
