import type { Duplex, Readable } from 'node:stream'
import Docker from 'dockerode'
import type { SandboxActivity, SandboxDescription, SandboxEngine } from '#lib/sandbox/description.ts'
import { type SandboxKey, type SandboxSpec, sandboxSettings } from '#lib/sandbox/spec.ts'
import { takeConnections } from '../protocol/connections.ts'
import type { SupervisorLink } from '../protocol/link.ts'
import type { FileOps, Sandbox, SandboxDriver, SandboxInfo } from '../provider.ts'
import { Turns } from '../turns.ts'
import { agentContainer, type ContainerPlan, filesContainer, transferContainer } from './container-config.ts'
import { aboutEngine, chooseImage } from './engine.ts'
import { diskOfEngine } from './engine-disk.ts'
import { asUnavailable, ifFound, unlessStatus } from './engine-errors.ts'
import { describeContainer, watchContainer } from './inspect.ts'
import { type ContainerKind, checkIds, LABEL, namesOf } from './names.ts'
import { killContainer, openContainer, removeContainer } from './open-container.ts'
import { OpenSandbox } from './open-sandbox.ts'
import { pruneImages } from './prune-images.ts'
import { DockerSetups } from './setups.ts'
import { emptyArchive, exportVolume, importVolume } from './transfer.ts'

const FILES_IDLE_MS = 60_000

export interface DockerDriverOptions {
  /** The engine; by default what DOCKER_HOST names. */
  docker?: Docker
  /** Tells this installation's containers and volumes from another's on the same engine. */
  installation: string
  /** As returned by `ensureSandboxImage`. */
  image: string
  /** Other images that agents may name. */
  otherImages?: readonly string[]
  /** Takes what connects from inside of an agent's sandbox to the proxy's port; without it nothing listens there. */
  onConnection?: (owner: SandboxSpec, connection: Duplex, from: 'agent' | 'builder') => void
  /** What happens to sandboxes, for the log. */
  onEvent?: (event: SandboxEvent) => void
}

export interface SandboxEvent {
  kind: 'opened' | 'closed' | 'image removed' | 'no way out'
  container: string
  reason?: string
}

/** Sandboxes as containers of a Docker engine. */
export async function createDockerDriver(options: DockerDriverOptions): Promise<SandboxDriver> {
  const docker = options.docker ?? new Docker()
  try {
    await docker.ping()
  } catch (error) {
    throw asUnavailable(error, 'be reached')
  }
  return new DockerDriver(docker, options, await diskOfEngine(docker))
}

class DockerDriver implements SandboxDriver {
  readonly kind = 'docker'
  readonly setups: DockerSetups
  readonly #docker: Docker
  readonly #installation: string
  readonly #image: string
  readonly #otherImages: readonly string[]
  /** What the engine keeps its data on, to bound what an agent takes of it. */
  readonly #disk: string | null
  readonly #names
  readonly #onEvent: (event: SandboxEvent) => void
  readonly #onConnection: DockerDriverOptions['onConnection']
  readonly #open = new Map<string, OpenSandbox>()
  /** Quotas of workspaces, the largest that an agent has brought, for people's writes. */
  readonly #diskMb = new Map<string, number>()
  /** What changes a container happens one after the other, by the container's name. */
  readonly #turns = new Turns()

  constructor(docker: Docker, options: DockerDriverOptions, disk: string | null) {
    this.#docker = docker
    this.#disk = disk
    this.#installation = options.installation
    this.#image = options.image
    this.#otherImages = options.otherImages ?? []
    this.#names = namesOf(options.installation)
    this.#onEvent = options.onEvent ?? (() => {})
    this.#onConnection = options.onConnection
    const { installation, onConnection } = options
    const chooseBase = async (spec: SandboxSpec) => (await this.#baseOf(spec)).image
    this.setups = new DockerSetups(docker, { installation, disk, chooseBase, onConnection })
  }

  async open(spec: SandboxSpec, options: { takeover?: boolean } = {}): Promise<Sandbox> {
    checkIds(spec.tenantId, spec.workspaceId, spec.agentId, spec.threadId)
    const { diskMb, idleSeconds } = spec.settings
    this.#diskMb.set(spec.workspaceId, Math.max(diskMb, this.#diskMb.get(spec.workspaceId) ?? 0))
    const base = await this.#baseOf(spec)
    // By its id: a command that was run again has made another under the same name.
    const made = spec.setupImage ? await this.setups.idOf(spec.setupImage) : null
    const chosen = { ...base, image: made ?? base.image }
    const plan = agentContainer(spec, this.#names, this.#installation, { ...chosen, disk: this.#disk })
    return this.#opened(plan, idleSeconds * 1000, options.takeover ?? false, (link) => this.#openWayOut(link, spec))
  }

  #baseOf({ settings }: SandboxSpec): Promise<{ image: string; name: string }> {
    return chooseImage(this.#docker, { own: this.#image, others: this.#otherImages, asked: settings.image })
  }

  /** Before the first command: nothing else can have taken the port by then. */
  async #openWayOut(link: SupervisorLink, spec: SandboxSpec): Promise<void> {
    const onConnection = this.#onConnection
    if (!onConnection) return
    await takeConnections(link, (connection) => onConnection(spec, connection, 'agent')).catch((error: Error) =>
      this.#onEvent({ kind: 'no way out', container: this.#names.agentContainer(spec), reason: error.message }),
    )
  }

  async files(spec: Pick<SandboxSpec, 'tenantId' | 'workspaceId'>): Promise<FileOps> {
    checkIds(spec.tenantId, spec.workspaceId)
    return this.#opened(this.#filesPlan(spec), FILES_IDLE_MS, false)
  }

  #filesPlan(spec: Pick<SandboxSpec, 'tenantId' | 'workspaceId'>): ContainerPlan {
    const diskMb = this.#diskMb.get(spec.workspaceId) ?? sandboxSettings.parse({}).diskMb
    return filesContainer({ ...spec, diskMb }, this.#names, this.#installation, this.#image)
  }

  #opened(
    plan: ContainerPlan,
    idleMs: number,
    takeover: boolean,
    prepare?: (link: SupervisorLink) => Promise<void>,
  ): Promise<Sandbox> {
    return this.#turns.take(plan.name, async () => {
      const specHash = plan.options.Labels?.[LABEL.specHash] ?? ''
      const current = this.#open.get(plan.name)
      if (current && !takeover && current.specHash === specHash) {
        current.touch(idleMs)
        return current.sandbox
      }
      current?.link.lose('it was opened anew')
      const link = await openContainer(this.#docker, plan)
      await prepare?.(link)
      const container = this.#docker.getContainer(plan.name)
      const stop = () =>
        this.#turns.take(plan.name, async () => {
          // Whoever opened it anew meanwhile holds it now.
          if (!this.#open.has(plan.name)) await killContainer(container)
        })
      const opened = new OpenSandbox(link, plan.roots, specHash, idleMs, stop)
      this.#open.set(plan.name, opened)
      this.#onEvent({ kind: 'opened', container: plan.name })
      void link.closed.then((reason) => {
        if (this.#open.get(plan.name) === opened) this.#open.delete(plan.name)
        this.#onEvent({ kind: 'closed', container: plan.name, reason })
      })
      return opened.sandbox
    })
  }

  async exportWorkspace(workspaceId: string): Promise<Readable> {
    checkIds(workspaceId)
    const volume = this.#docker.getVolume(this.#names.workspaceVolume(workspaceId))
    if (!(await this.#ask('look for a volume', ifFound(volume.inspect())))) return emptyArchive()
    return exportVolume(this.#docker, this.#transferPlan(workspaceId))
  }

  /** Replaces what the volume holds. One that breaks off leaves a part, and may be repeated: its source is elsewhere. */
  async importWorkspace(workspaceId: string, tar: Readable): Promise<void> {
    checkIds(workspaceId)
    // A volume cannot be emptied or exchanged under a container: they are made anew when they are next opened.
    await this.#removeContainersWith(`${LABEL.workspace}=${workspaceId}`)
    await this.#removeVolume(this.#names.workspaceVolume(workspaceId))
    await importVolume(this.#docker, this.#transferPlan(workspaceId), tar)
  }

  #transferPlan(workspaceId: string): ContainerPlan {
    return transferContainer(workspaceId, this.#names, this.#installation, this.#image)
  }

  async removeAgent(agentId: string): Promise<void> {
    checkIds(agentId)
    await this.#removeContainersWith(`${LABEL.agent}=${agentId}`)
    await this.#removeVolumesWith(`${LABEL.agent}=${agentId}`)
  }

  async removeSandbox(key: SandboxKey, { home }: { home: boolean }): Promise<void> {
    checkIds(key.agentId, key.threadId)
    await this.#removeContainer(this.#names.agentContainer(key))
    if (home) await this.#removeVolume(this.#names.homeVolume(key))
  }

  async describeAgent(agentId: string): Promise<SandboxDescription[]> {
    checkIds(agentId)
    const containers = await this.#containers([`${LABEL.agent}=${agentId}`])
    const found = await Promise.all(
      containers.map(({ Id }) =>
        this.#ask('look at a sandbox', describeContainer(this.#docker.getContainer(Id), this.#image)),
      ),
    )
    return found.filter((each) => each !== null).sort((a, b) => (a.threadId ?? '').localeCompare(b.threadId ?? ''))
  }

  watch(key: SandboxKey): Promise<SandboxActivity | null> {
    checkIds(key.agentId, key.threadId)
    const name = this.#names.agentContainer(key)
    return this.#ask('watch a sandbox', watchContainer(this.#docker.getContainer(name), this.#open.get(name)))
  }

  async tidy(): Promise<void> {
    for (const name of await this.#ask('remove old images', pruneImages(this.#docker, { current: this.#image }))) {
      this.#onEvent({ kind: 'image removed', container: name })
    }
  }

  about(): Promise<SandboxEngine> {
    return this.#ask('describe itself', aboutEngine(this.#docker, this.#image, this.#otherImages))
  }

  async removeWorkspace(workspaceId: string): Promise<void> {
    checkIds(workspaceId)
    this.#diskMb.delete(workspaceId)
    await this.#removeContainersWith(`${LABEL.workspace}=${workspaceId}`)
    await this.#removeVolumesWith(`${LABEL.workspace}=${workspaceId}`)
  }

  async list(): Promise<SandboxInfo[]> {
    const kind: ContainerKind = 'agent'
    const containers = await this.#containers([`${LABEL.kind}=${kind}`])
    return Promise.all(
      containers.map(async ({ Id, State, Labels }) => {
        const running = State === 'running' ? await this.#startOf(Id) : null
        return { ...keyOf(Labels), state: running ? 'running' : 'stopped', startedAt: running }
      }),
    )
  }

  async #startOf(id: string): Promise<Date | null> {
    const found: { State?: { Running: boolean; StartedAt: string } } = {}
    const inspect = this.#docker.getContainer(id).inspect()
    await unlessStatus(
      [404],
      inspect.then(({ State }) => Object.assign(found, { State })),
    )
    return found.State?.Running ? new Date(found.State.StartedAt) : null
  }

  async stopAgent(agentId: string): Promise<void> {
    checkIds(agentId)
    const keys = (await this.#containers([`${LABEL.agent}=${agentId}`])).map(({ Labels }) => keyOf(Labels))
    await Promise.all(keys.map((key) => this.#stop(this.#names.agentContainer(key))))
  }

  #stop(name: string): Promise<void> {
    return this.#turns.take(name, async () => {
      this.#open.get(name)?.link.lose('it was stopped')
      await this.#ask('stop the sandbox', killContainer(this.#docker.getContainer(name)))
    })
  }

  async close(): Promise<void> {
    const names = [...this.#open.keys()]
    for (const opened of this.#open.values()) opened.link.lose('this worker let go of it')
    // Stops that were under way end before their driver does.
    await Promise.all(names.map((name) => this.#turns.take(name, async () => {})))
  }

  #containers(labels: string[]): Promise<Docker.ContainerInfo[]> {
    const filters = { label: [`${LABEL.installation}=${this.#installation}`, ...labels] }
    return this.#ask('list containers', this.#docker.listContainers({ all: true, filters }))
  }

  async #removeContainersWith(label: string): Promise<void> {
    for (const { Names } of await this.#containers([label])) {
      for (const name of Names) await this.#removeContainer(name.slice(1))
    }
  }

  async #removeVolumesWith(label: string): Promise<void> {
    const filters = { label: [label, `${LABEL.installation}=${this.#installation}`] }
    const { Volumes } = await this.#ask('list volumes', this.#docker.listVolumes({ filters }))
    for (const { Name } of Volumes) await this.#removeVolume(Name)
  }

  #removeContainer(name: string): Promise<void> {
    return this.#turns.take(name, async () => {
      this.#open.get(name)?.link.lose('it was removed')
      await this.#ask('remove the sandbox', removeContainer(this.#docker.getContainer(name)))
    })
  }

  #removeVolume(name: string): Promise<void> {
    return this.#ask('remove a volume', unlessStatus([404], this.#docker.getVolume(name).remove()))
  }

  async #ask<T>(doing: string, operation: Promise<T>): Promise<T> {
    try {
      return await operation
    } catch (error) {
      throw asUnavailable(error, doing)
    }
  }
}

function keyOf(labels: Record<string, string>): SandboxKey {
  const threadId = labels[LABEL.thread]
  return { agentId: labels[LABEL.agent] ?? '', ...(threadId ? { threadId } : {}) }
}
