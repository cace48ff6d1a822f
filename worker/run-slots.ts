import { redis } from '#lib/queue/connection.ts'
import { type ClaimedRun, claimNextRun } from '#lib/runs/ownership.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { ActiveRun } from './engine/active-run.ts'
import { executeRun } from './engine/execute-run.ts'
import type { Engine } from './engine/run-in-progress.ts'

interface Slot {
  active: ActiveRun
  done: Promise<void>
}

export interface RunSlotsOptions {
  workerId: string
  concurrency: number
  engine: Engine
  /** Whether this worker may take on more: its heartbeat arrives. */
  isSound(): boolean
}

/** The runs that this worker works on, at most `concurrency` at once. A run holds a slot only while it is worked on. */
export class RunSlots {
  private readonly options: RunSlotsOptions
  private readonly slots = new Map<string, Slot>()
  private readonly waiting: (() => void)[] = []
  private filling: Promise<void> | null = null
  /** Claims to be tried: one for each wake; `Infinity` until there is nothing to claim. */
  private looks = 0
  private isWokenAgain = false
  private isStopped = false
  /** A little in the past: older than any event that a run claimed now will append. */
  private streamTime = '0-0'

  constructor(options: RunSlotsOptions) {
    this.options = options
  }

  get runs(): ActiveRun[] {
    return [...this.slots.values()].map(({ active }) => active)
  }

  /** Claims a run, should there be one: each has its wake, so that one look is enough for each. */
  wake(): void {
    void this.claim(this.looks + 1)
  }

  /** Claims runs until there are none, or no slot is free. */
  fill(): Promise<void> {
    return this.claim(Number.POSITIVE_INFINITY)
  }

  /** Brings the time by which Redis numbers events up to date. Claims do not wait for it. */
  async readStreamTime(): Promise<void> {
    const [seconds, micros] = await redis().time()
    this.streamTime = `${Number(seconds) * 1000 + Math.floor(Number(micros) / 1000)}-0`
  }

  /** Resolves once a slot is free. */
  async room(): Promise<void> {
    if (this.slots.size >= this.options.concurrency && !this.isStopped) {
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    }
  }

  /** A run that is worked on here. */
  find(runId: string): ActiveRun | undefined {
    return this.slots.get(runId)?.active
  }

  cancel(runId: string): void {
    this.slots.get(runId)?.active.cancel()
  }

  /** Ends the runs of what was stopped; they wait. */
  halt(place: { tenantId: string; workspaceId: string | null; agentId: string | null }): void {
    for (const { active } of this.slots.values()) {
      const { tenantId, workspaceId, agentId } = active.claim
      const isIn =
        tenantId === place.tenantId &&
        (place.workspaceId === null || workspaceId === place.workspaceId) &&
        (place.agentId === null || agentId === place.agentId)
      if (isIn) active.halt()
    }
  }

  stopCall(runId: string, toolCallId: string): void {
    this.slots.get(runId)?.active.stopCall(toolCallId)
  }

  /** Takes no more runs and lets go of those in progress. @returns their ids */
  async stop(): Promise<string[]> {
    this.isStopped = true
    for (const resolve of this.waiting.splice(0)) resolve()
    // A claim that is under way would otherwise hold its run until the lease expires.
    await this.filling
    const slots = [...this.slots]
    for (const [, { active }] of slots) active.release('shutdown')
    await Promise.all(slots.map(([, { done }]) => done))
    return slots.map(([runId]) => runId)
  }

  private mayClaim(): boolean {
    return !this.isStopped && this.slots.size < this.options.concurrency && this.options.isSound()
  }

  private async claim(looks: number): Promise<void> {
    this.looks = looks
    this.isWokenAgain = true
    this.filling ??= this.claimAll().finally(() => {
      this.filling = null
      // Woken between the last look and this moment.
      if (this.looks > 0) void this.claim(this.looks)
    })
    await this.filling
  }

  private async claimAll(): Promise<void> {
    try {
      while (this.looks > 0 && this.mayClaim()) {
        this.looks--
        this.isWokenAgain = false
        const run = await claimNextRun(this.options.workerId, this.streamTime)
        if (run) await this.begin(run)
        else if (!this.isWokenAgain) break
      }
    } catch (error) {
      // The next tick of the reconciler tries again.
      logger().warn({ error: (error as Error).message }, 'no run could be claimed')
    }
    this.looks = 0
  }

  private async begin(run: ClaimedRun): Promise<void> {
    // Ours, lost, and claimed again by ourselves: the old attempt must be gone before the new one begins.
    const before = this.slots.get(run.runId)
    before?.active.release('lost')
    await before?.done
    const active = new ActiveRun(run)
    if (this.isStopped) active.release('shutdown')
    const done = executeRun(this.options.engine, active).then(() => {
      this.slots.delete(run.runId)
      this.waiting.shift()?.()
      if (!this.isStopped) void this.fill()
    })
    this.slots.set(run.runId, { active, done })
  }
}
