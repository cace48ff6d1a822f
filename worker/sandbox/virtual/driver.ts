import { mkdir, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { type SandboxSpec, sandboxSettings, WORKSPACE_DIR } from '#lib/sandbox/spec.ts'
import type { FileOps, Sandbox, SandboxDriver, SandboxInfo } from '../provider.ts'
import { exportWorkspace, importWorkspace } from './archive.ts'
import { type Confinement, probeConfinement } from './confinement.ts'
import { DiskUsage } from './disk-usage.ts'
import { HostFiles } from './host-files.ts'
import { Layout } from './layout.ts'
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
    if (takeover) await this.stopAgent(spec.agentId)
    const { agentId, workspaceId, settings } = spec
    const existing = this.opened.get(agentId)
    if (existing) return existing.sandbox
    this.quotas.set(workspaceId, settings.diskMb)
    const sandbox = openSandbox(this.layout, this.confinement, spec)
    const opened = { workspaceId, sandbox }
    this.opened.set(agentId, opened)
    const forget = () => {
      if (this.opened.get(agentId) === opened) this.opened.delete(agentId)
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
    await this.stopAgent(agentId)
    for (const known of await this.layout.agents()) {
      if (known.agentId !== agentId) continue
      const { home, tmp, run } = this.layout.agent(known.workspaceId, agentId)
      for (const dir of [home, tmp, run]) await rm(dir, { recursive: true, force: true })
    }
  }

  async removeWorkspace(workspaceId: string): Promise<void> {
    await this.stopWorkspace(workspaceId)
    this.quotas.delete(workspaceId)
    await rm(this.layout.workspace(workspaceId), { recursive: true, force: true })
  }

  async list(): Promise<SandboxInfo[]> {
    const agents = await this.layout.agents()
    return Promise.all(
      agents.map(async ({ workspaceId, agentId }): Promise<SandboxInfo> => {
        const sandbox = await this.opened.get(agentId)?.sandbox.catch(() => null)
        const alive = sandbox ? true : (await this.notes(workspaceId, agentId).alive()).length > 0
        return { agentId, state: alive ? 'running' : 'stopped', startedAt: sandbox?.startedAt ?? null }
      }),
    )
  }

  async stopAgent(agentId: string): Promise<void> {
    const opened = this.opened.get(agentId)
    if (opened) {
      const sandbox = await opened.sandbox.catch(() => null)
      await sandbox?.stop()
      if (this.opened.get(agentId) === opened) this.opened.delete(agentId)
    }
    for (const known of await this.layout.agents()) {
      if (known.agentId === agentId) await this.notes(known.workspaceId, agentId).killAll()
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
    const here = (await this.layout.agents()).filter((known) => known.workspaceId === workspaceId)
    const open = [...this.opened].filter(([, each]) => each.workspaceId === workspaceId).map(([agentId]) => agentId)
    for (const agentId of new Set([...open, ...here.map((known) => known.agentId)])) await this.stopAgent(agentId)
  }

  private notes(workspaceId: string, agentId: string): ProcessNotes {
    return new ProcessNotes(this.layout.agent(workspaceId, agentId).run, agentId)
  }
}
