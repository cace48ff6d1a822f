import { setTimeout as delay } from 'node:timers/promises'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { LEASE_MS, renewOwnership } from '#lib/runs/ownership.ts'
import type { DriverKind } from '#lib/sandbox/spec.ts'
import { logger } from '#lib/telemetry/logger.ts'
import type { RunSlots } from './run-slots.ts'
import type { Sandboxes } from './sandbox/lease.ts'

const PERIOD_MS = 2000
/** The database is away: be among the first when it is back, before the leases are anybody's. */
const RETRY_MS = 250

export interface HeartbeatOptions {
  worker: { id: string; internalUrl: string; sandboxDriver: DriverKind }
  slots(): RunSlots
  sandboxes: Sandboxes
}

/** Says every two seconds that this worker lives, in one statement with its runs and sandboxes. */
export class Heartbeat {
  private readonly options: HeartbeatOptions
  private readonly stopping = new AbortController()
  private lastBeatAtMs = Number.NEGATIVE_INFINITY

  constructor(options: HeartbeatOptions) {
    this.options = options
  }

  /** Whether what was held at the last beat is held still. */
  get isSound(): boolean {
    return performance.now() - this.lastBeatAtMs < LEASE_MS - PERIOD_MS
  }

  /** Beats once, so that the worker is known; goes on in the background. */
  async start(): Promise<void> {
    await this.beat()
    void this.keepBeating()
  }

  stop(): void {
    this.stopping.abort()
  }

  private async keepBeating(): Promise<void> {
    const { signal } = this.stopping
    let waitMs = PERIOD_MS
    while (!signal.aborted) {
      await delay(waitMs, undefined, { signal }).catch(() => undefined)
      if (signal.aborted) return
      try {
        await this.beat()
        waitMs = PERIOD_MS
      } catch (error) {
        logger().warn({ error: (error as Error).message }, 'the heartbeat did not arrive')
        waitMs = RETRY_MS
      }
    }
  }

  private async beat(): Promise<void> {
    const { worker, slots, sandboxes } = this.options
    const runs = slots().runs
    const agentIds = sandboxes.heldAgentIds
    const sentAtMs = performance.now()
    const held = await renewOwnership(
      worker,
      runs.map(({ claim }) => claim.runId),
      agentIds,
      runs.flatMap(({ claim, place }) => (place ? [{ runId: claim.runId, place }] : [])),
    )
    this.lastBeatAtMs = sentAtMs
    const heldAgents = new Set(held.agentIds)
    sandboxes.lost(agentIds.filter((agentId) => !heldAgents.has(agentId)))
    // Who did not hear of a stop. What cannot be stopped now is tried again with the next beat.
    if (held.stoppedAgentIds.length > 0) {
      void bestEffort('stopping sandboxes', sandboxes.haltAgents(held.stoppedAgentIds))
    }
    for (const run of runs) {
      const { runId, attempt } = run.claim
      const row = held.runs.find(({ id }) => id === runId)
      if (!row || row.attempt !== attempt) {
        run.release('lost')
        continue
      }
      // A budget that was set meanwhile binds the next call.
      run.isBudgeted = row.isBudgeted
      if (row.cancelRequested) run.cancel()
      else if (row.isStopped) run.halt()
      else for (const toolCallId of row.callsToStop) run.stopCall(toolCallId)
    }
  }
}
