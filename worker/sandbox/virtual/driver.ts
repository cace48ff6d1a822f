import { mkdir, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import type { SandboxActivity, SandboxDescription, SandboxEngine } from '#lib/sandbox/description.ts'
import { type SandboxKey, type SandboxSpec, sandboxSettings, WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import type { FileOps, Sandbox, SandboxDriver, SandboxInfo } from '../provider.ts'
import { exportWorkspace, importWorkspace } from './archive.ts'
import { type Confinement, probeConfinement } from './confinement.ts'
import { DiskUsage } from './disk-usage.ts'
import { HostFiles } from './host-files.ts'
import { keyName, Layout } from './layout.ts'
import { openSandbox, type VirtualSandbox } from './sandbox.ts'
import { ProcessNotes } from './stray-processes.ts'

/**
 * Sandboxes without a container engine: a shell written in JavaScript over the workspace's folder, in a confined
 * process. Weaker than a container: its walls between tenants are this code's and Node's, not the kernel's.
 */
export async function createVirtualDriver(options: { rootDir: string }): Promise<SandboxDriver> {
  const rootDir = resolve(options.rootDir)
  await mkdir(rootDir, { recursive: true, mode: 0o700 })
  return new VirtualDriver(new Layout(rootDir), await probeConfinement())
}

interface Opened {
  workspaceId: string
  key: SandboxKey
  settings: string
  sandbox: Promise<VirtualSandbox>
}

class VirtualDriver implements SandboxDriver {
  readonly kind = 'virtual'
  private readonly layout: Layout
  private readonly confinement: Confinement
  private readonly opened = new Map<string, Opened>()
  /** The quota of a workspace as its agents last brought it, for people's writes. */
  private readonly quotas = new Map<string, number>()

  constructor(layout: Layout, confinement: Confinement) {
    this.layout = layout
    this.confinement = confinement
  }

  async open(spec: SandboxSpec, { takeover = false }: { takeover?: boolean } = {}): Promise<Sandbox> {
    const { workspaceId } = spec
    const name = keyName(spec)
    const settings = JSON.stringify(spec.settings)
    const existing = this.opened.get(name)
    if (existing && !takeover && existing.settings === settings) return existing.sandbox
    const before = existing || takeover ? this.stop(spec) : Promise.resolve()
    this.quotas.set(workspaceId, spec.settings.diskMb)
    const sandbox = before.then(() => openSandbox(this.layout, this.confinement, spec))
    const opened = { workspaceId, key: keyOf(spec), settings, sandbox }
    this.opened.set(name, opened)
    const forget = () => {
      if (this.opened.get(name) === opened) this.opened.delete(name)
    }
    void sandbox.then(({ closed }) => closed.then(forget), forget)
    return sandbox
  }

  async files({ workspaceId }: Pick<SandboxSpec, 'tenantId' | 'workspaceId'>): Promise<FileOps> {
    const hostDir = await this.layout.ensureFiles(workspaceId)
    const diskMb = this.quotas.get(workspaceId) ?? sandboxSettings.parse({}).diskMb
    return new HostFiles([{ at: WORKSPACE_DIR, hostDir, usage: new DiskUsage(hostDir, diskMb * 2 ** 20) }])
  }

  async exportWorkspace(workspaceId: string): Promise<Readable> {
    return exportWorkspace(this.layout, workspaceId)
  }

  async importWorkspace(workspaceId: string, tar: Readable): Promise<void> {
    // The folder is exchanged as a whole: no command may be at work in the old one.
    await this.stopWorkspace(workspaceId)
    await importWorkspace(this.layout, workspaceId, tar)
  }

  async removeAgent(agentId: string): Promise<void> {
    for (const key of await this.keysOf(agentId)) await this.removeSandbox(key, { home: true })
  }

  async removeSandbox(key: SandboxKey, { home }: { home: boolean }): Promise<void> {
    await this.stop(key)
    for (const known of await this.layout.agents()) {
      if (keyName(known.key) !== keyName(key)) continue
      const dirs = this.layout.agent(known.workspaceId, key)
      for (const dir of [dirs.tmp, dirs.run, ...(home ? [dirs.home] : [])])
        await rm(dir, { recursive: true, force: true })
    }
  }

  async describeAgent(agentId: string): Promise<SandboxDescription[]> {
    const known = (await this.list()).filter((each) => each.agentId === agentId)
    return known.map(({ threadId, state, startedAt }) => ({
      threadId: threadId ?? null,
      state,
      startedAt: startedAt?.toISOString() ?? null,
      stoppedAt: null,
      image: null,
      runtime: null,
      limits: null,
    }))
  }

  async watch(key: SandboxKey): Promise<SandboxActivity | null> {
    const sandbox = await this.opened.get(keyName(key))?.sandbox.catch(() => null)
    const stats = await sandbox?.stats().catch(() => null)
    return stats ? { atMs: Date.now(), ...stats, processes: [], workspaceDisk: null, homeDisk: null } : null
  }

  /** Its sandboxes consist of nothing but their files. */
  async tidy(): Promise<void> {}

  async about(): Promise<SandboxEngine> {
    return { driver: 'virtual', hasTerminals: false, images: [], runtimes: [], quotaMethod: 'counted' }
  }

  async removeWorkspace(workspaceId: string): Promise<void> {
    await this.stopWorkspace(workspaceId)
    this.quotas.delete(workspaceId)
    await rm(this.layout.workspace(workspaceId), { recursive: true, force: true })
  }

  async list(): Promise<SandboxInfo[]> {
    const agents = await this.layout.agents()
    return Promise.all(
      agents.map(async ({ workspaceId, key }): Promise<SandboxInfo> => {
        const sandbox = await this.opened.get(keyName(key))?.sandbox.catch(() => null)
        const alive = sandbox ? true : (await this.notes(workspaceId, key).alive()).length > 0
        return { ...key, state: alive ? 'running' : 'stopped', startedAt: sandbox?.startedAt ?? null }
      }),
    )
  }

  async stopAgent(agentId: string): Promise<void> {
    for (const key of await this.keysOf(agentId)) await this.stop(key)
  }

  /** What runs, and what has a home here. */
  private async keysOf(agentId: string): Promise<SandboxKey[]> {
    const keys = [...this.opened.values(), ...(await this.layout.agents())].map(({ key }) => key)
    const own = keys.filter((key) => key.agentId === agentId)
    return [...new Map(own.map((key) => [keyName(key), key])).values()]
  }

  private async stop(key: SandboxKey): Promise<void> {
    const name = keyName(key)
    const opened = this.opened.get(name)
    if (opened) {
      const sandbox = await opened.sandbox.catch(() => null)
      await sandbox?.stop()
      if (this.opened.get(name) === opened) this.opened.delete(name)
    }
    for (const known of await this.layout.agents()) {
      if (keyName(known.key) === name) await this.notes(known.workspaceId, key).killAll()
    }
  }

  async close(): Promise<void> {
    await Promise.all(
      [...this.opened.values()].map(async ({ sandbox }) =>
        (await sandbox.catch(() => null))?.stop('The worker ended.'),
      ),
    )
  }

  private async stopWorkspace(workspaceId: string): Promise<void> {
    const here = [...this.opened.values(), ...(await this.layout.agents())].filter(
      (known) => known.workspaceId === workspaceId,
    )
    for (const agentId of new Set(here.map(({ key }) => key.agentId))) await this.stopAgent(agentId)
  }

  private notes(workspaceId: string, key: SandboxKey): ProcessNotes {
    return new ProcessNotes(this.layout.agent(workspaceId, key).run, keyName(key))
  }
}

const keyOf = ({ agentId, threadId }: SandboxKey): SandboxKey => ({ agentId, ...(threadId ? { threadId } : {}) })
