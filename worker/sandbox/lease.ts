import { setTimeout as delay } from 'node:timers/promises'
import { withSessionLock } from '#lib/db/session-lock.ts'
import { AppError, notFound } from '#lib/errors.ts'
import {
  acquireSandboxLease,
  claimWorkspaceFiles,
  findAgentSandbox,
  isStopped,
  LEASE_MS,
  moveWorkspaceFiles,
} from '#lib/runs/ownership.ts'
import type { SandboxActivity, SandboxDescription, SandboxEngine } from '#lib/sandbox/description.ts'
import { withinMaximums } from '#lib/sandbox/limits.ts'
import {
  type DriverKind,
  type SandboxKey,
  type SandboxSettings,
  type SandboxSpec,
  sandboxKey,
  sandboxSettings,
} from '#lib/sandbox/spec.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { hasOneTenant } from '#lib/tenants/has-one-tenant.ts'
import { migrateWorkspaceFiles } from './migrate-files.ts'
import type { FileOps, Sandbox, SandboxDriver } from './provider.ts'

const LEASE_POLL_MS = 250

/** Who wants the sandbox: a tool of a run, a person beside what is at work in it, or a person who ends that. */
export type Opener = 'run' | 'person' | 'restart'

export interface SandboxesOptions {
  workerId: string
  driver: SandboxDriver
  /** The other driver, which may still hold a workspace's files. */
  createDriver(kind: DriverKind): Promise<SandboxDriver>
  /** The virtual driver's walls between tenants are thin: more than one tenant needs a decision. */
  allowVirtualMultiTenant: boolean
  /** What the agent's setup command made. */
  setupImage?(spec: SandboxSpec, opener: Opener): Promise<string | undefined>
}

interface Held {
  agentId: string
  place: Pick<SandboxSpec, 'tenantId' | 'workspaceId'>
  settings: string
  sandbox: Promise<Sandbox>
}

const nameOf = ({ agentId, threadId }: SandboxKey) => `${agentId}/${threadId ?? ''}`

/** This worker's sandboxes: an agent's container is leased to one worker at a time (invariant 8). */
export class Sandboxes {
  private readonly options: SandboxesOptions
  private readonly held = new Map<string, Held>()
  /** Epoch of the lease under which this worker last opened an agent's sandbox. */
  private readonly epochs = new Map<string, number>()
  /** Agents whose sandboxes are being stopped: who is let go on at once opens them behind that. */
  private readonly halting = new Map<string, Promise<void>>()
  /** Workspaces whose files this worker's driver is known to hold. */
  private readonly settled = new Map<string, Promise<void>>()

  constructor(options: SandboxesOptions) {
    this.options = options
  }

  /** Agents whose leases are to be renewed. */
  get heldAgentIds(): string[] {
    return [...new Set([...this.held.values()].map(({ agentId }) => agentId))]
  }

  /** The agent's sandbox; calls at once share one. @throws AppError `unavailable` */
  async open(asked: SandboxSpec, opener: Opener = 'run'): Promise<Sandbox> {
    const settings = withinMaximums(asked.settings)
    // Without a command there is nothing to wait for: calls at once share one sandbox from here on.
    const setupImage = settings.setupCommand
      ? await this.options.setupImage?.({ ...asked, settings }, opener)
      : undefined
    return this.opened({ ...asked, settings, setupImage }, opener === 'restart')
  }

  private opened(spec: SandboxSpec, restart: boolean): Promise<Sandbox> {
    const key = nameOf(spec)
    const settings = JSON.stringify([spec.settings, spec.setupImage])
    const held = this.held.get(key)
    if (held?.settings === settings && !restart) return held.sandbox
    const { agentId, tenantId, workspaceId } = spec
    const entry: Held = { agentId, place: { tenantId, workspaceId }, settings, sandbox: this.lease(spec, restart) }
    this.held.set(key, entry)
    const forget = () => {
      if (this.held.get(key) === entry) this.held.delete(key)
    }
    entry.sandbox.then((sandbox) => void sandbox.closed.then(forget), forget)
    return entry.sandbox
  }

  /** The same for a person at a terminal. @throws AppError `not_found` outside of the workspace */
  async openForPeople(agent: Omit<SandboxSpec, 'settings'>, options: { restart?: boolean } = {}): Promise<Sandbox> {
    const settings = await this.settingsOf(agent)
    if (await isStopped(agent)) throw new AppError('not_allowed', 'This agent is stopped. Let it go on first.')
    if (settings.mode === 'off') throw new AppError('not_allowed', 'This agent has no sandbox: its settings say so.')
    const { tenantId, workspaceId, agentId, threadId } = agent
    const key = threadId === undefined ? { agentId } : sandboxKey(agentId, threadId, settings)
    return this.open({ tenantId, workspaceId, ...key, settings }, options.restart ? 'restart' : 'person')
  }

  /** An agent's sandboxes as the engine has them. @throws AppError `not_found` outside of the workspace */
  async describe(agent: Omit<SandboxSpec, 'settings'>): Promise<SandboxDescription[]> {
    await this.settingsOf(agent)
    return this.options.driver.describeAgent(agent.agentId)
  }

  /** What happens in one of them. @throws AppError `not_found` outside of the workspace */
  async watch(agent: Omit<SandboxSpec, 'settings'>): Promise<SandboxActivity | null> {
    await this.settingsOf(agent)
    return this.options.driver.watch(agent)
  }

  /** Removes one, so that the next call makes it anew. @throws AppError `not_found` outside of the workspace */
  async reset(agent: Omit<SandboxSpec, 'settings'>, options: { home: boolean }): Promise<void> {
    await this.settingsOf(agent)
    // Whoever else holds it would find its commands killed, and has to have let go of it first.
    await this.acquire(agent)
    await this.options.driver.removeSandbox(agent, options)
  }

  about(): Promise<SandboxEngine> {
    return this.options.driver.about()
  }

  private async settingsOf(agent: Omit<SandboxSpec, 'settings'>): Promise<SandboxSettings> {
    const stored = await findAgentSandbox(agent)
    if (stored === null) throw notFound('The agent')
    return sandboxSettings.parse(stored)
  }

  /** A workspace's files, for people. */
  async files(workspace: { tenantId: string; workspaceId: string }): Promise<FileOps> {
    await this.settleFiles(workspace.workspaceId)
    return this.options.driver.files(workspace)
  }

  /** Stops the sandboxes of an organisation, a workspace or an agent that somebody stopped. */
  async halt(place: { tenantId: string; workspaceId: string | null; agentId: string | null }): Promise<void> {
    const held = [...this.held.values()].filter(
      (each) =>
        each.place.tenantId === place.tenantId &&
        (place.workspaceId === null || each.place.workspaceId === place.workspaceId) &&
        (place.agentId === null || each.agentId === place.agentId),
    )
    await this.haltAgents(held.map(({ agentId }) => agentId))
  }

  /** The same for agents by their ids. */
  async haltAgents(agentIds: Iterable<string>): Promise<void> {
    await Promise.all(
      [...new Set(agentIds)].map(async (agentId) => {
        const stopping = this.options.driver.stopAgent(agentId)
        this.halting.set(agentId, stopping)
        for (const [key, held] of this.held) if (held.agentId === agentId) this.held.delete(key)
        await stopping.finally(() => {
          if (this.halting.get(agentId) === stopping) this.halting.delete(agentId)
        })
      }),
    )
  }

  /** Another worker has them now, and its takeover has killed what ran inside. */
  lost(agentIds: Iterable<string>): void {
    const lost = new Set(agentIds)
    for (const [key, { agentId }] of this.held) if (lost.has(agentId)) this.held.delete(key)
    for (const agentId of lost) this.epochs.delete(agentId)
  }

  private async lease(spec: SandboxSpec, restart: boolean): Promise<Sandbox> {
    const { agentId } = spec
    await this.settleFiles(spec.workspaceId)
    await this.halting.get(agentId)?.catch(() => undefined)
    const epoch = await this.acquire(spec)
    const takeover = restart || (epoch > 1 && this.epochs.get(agentId) !== epoch)
    const sandbox = await this.options.driver.open(spec, { takeover })
    this.epochs.set(agentId, epoch)
    return sandbox
  }

  private async acquire(spec: Omit<SandboxSpec, 'settings'>): Promise<number> {
    const giveUpAtMs = Date.now() + LEASE_MS + 2000
    for (;;) {
      const epoch = await acquireSandboxLease(this.options.workerId, spec)
      if (epoch !== null) return epoch
      if (Date.now() > giveUpAtMs) {
        throw new AppError('unavailable', 'The agent’s sandbox is in use by another worker. Try again in a moment.')
      }
      await delay(LEASE_POLL_MS)
    }
  }

  /** Once a workspace: sees to it that its files are where this worker's driver looks for them. */
  private async settleFiles(workspaceId: string): Promise<void> {
    const { driver, allowVirtualMultiTenant } = this.options
    if (driver.kind === 'virtual' && !allowVirtualMultiTenant && !(await hasOneTenant())) {
      throw new AppError(
        'unavailable',
        'The virtual sandbox serves one organisation. Use Docker, or set CREWHOUSE_ALLOW_VIRTUAL_MULTI_TENANT=1 to accept its weaker walls.',
      )
    }
    let settled = this.settled.get(workspaceId)
    if (!settled) {
      settled = this.bringFiles(workspaceId)
      this.settled.set(workspaceId, settled)
      settled.catch(() => this.settled.delete(workspaceId))
    }
    await settled
  }

  private async bringFiles(workspaceId: string): Promise<void> {
    const { driver } = this.options
    const holder = await claimWorkspaceFiles(workspaceId, driver.kind)
    if (holder === null) throw notFound('The workspace')
    if (holder === driver.kind) return
    await withSessionLock(`files of workspace ${workspaceId}`, async () => {
      const from = await claimWorkspaceFiles(workspaceId, driver.kind)
      if (from === null || from === driver.kind) return
      const source = await this.reach(from)
      try {
        const summary = await migrateWorkspaceFiles({ from: source, to: driver, workspaceId })
        await moveWorkspaceFiles(workspaceId, from, driver.kind)
        logger().info({ workspaceId, from, to: driver.kind, files: summary.files }, 'the files of a workspace moved')
      } finally {
        await source.close()
      }
    })
  }

  private async reach(kind: DriverKind): Promise<SandboxDriver> {
    try {
      return await this.options.createDriver(kind)
    } catch (cause) {
      throw new AppError(
        'unavailable',
        `The workspace’s files are in the ${kind} sandbox, which cannot be reached: ${(cause as Error).message} Bring it back once, so that the files can move.`,
        { cause },
      )
    }
  }
}
