import { createHash } from 'node:crypto'
import type { Duplex } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type Docker from 'dockerode'
import { AppError } from '#lib/errors.ts'
import type { SandboxSpec } from '#lib/sandbox/spec.ts'
import { takeConnections } from '../protocol/connections.ts'
import { runCommand } from '../protocol/run-command.ts'
import type { ExecResult, SetupImages, SetupRequest } from '../provider.ts'
import { attachAndStart } from './attach.ts'
import { builderContainer } from './container-config.ts'
import { asUnavailable, ifFound, statusOf } from './engine-errors.ts'
import { LABEL, namesOf } from './names.ts'
import { createContainer, killContainer, removeContainer } from './open-container.ts'

const REPOSITORY = 'crewhouse-setup'
const SUPERVISOR_FOLDER = '/usr/local/bin'
const SUPERVISOR = `${SUPERVISOR_FOLDER}/crewhouse-supervisor`
const TIMEOUT_MS = 15 * 60_000
/** What a command may add to the image. */
const MAX_ADDED_BYTES = 4 * 1024 ** 3
const MEASURE_PERIOD_MS = 3000
/** Another worker of this installation may just have made it, and not have said so yet. */
const KEPT_UNUSED_MS = 3_600_000
const ROOT_ENVIRONMENT = {
  HOME: '/root',
  USER: 'root',
  LOGNAME: 'root',
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  NPM_CONFIG_PREFIX: '/usr/local',
  DEBIAN_FRONTEND: 'noninteractive',
}

interface Options {
  installation: string
  onConnection: ((owner: SandboxSpec, connection: Duplex, from: 'builder') => void) | undefined
  disk: string | null
  chooseBase(spec: SandboxSpec): Promise<string>
}

/** Images that setup commands make on a Docker engine. */
export class DockerSetups implements SetupImages {
  readonly #docker: Docker
  readonly #options: Options

  constructor(docker: Docker, options: Options) {
    this.#docker = docker
    this.#options = options
  }

  baseOf(spec: SandboxSpec): Promise<string> {
    return this.#options.chooseBase(spec)
  }

  nameOf(tenantId: string, base: string, command: string): string {
    const parts = [this.#options.installation, tenantId, base, command].join('\0')
    return `${REPOSITORY}:${createHash('sha256').update(parts).digest('hex').slice(0, 32)}`
  }

  async has(image: string): Promise<boolean> {
    return (await this.idOf(image)) !== null
  }

  /** Null: the engine does not have it. */
  async idOf(image: string): Promise<string | null> {
    return (await ifFound(this.#docker.getImage(image).inspect()))?.Id ?? null
  }

  async build(request: SetupRequest): Promise<{ sizeBytes: number }> {
    const { spec, base, image } = request
    const { installation, disk } = this.#options
    const plan = builderContainer(spec, namesOf(installation), installation, { image: base, disk })
    const container = this.#docker.getContainer(plan.name)
    try {
      // What a worker left that died of something.
      await removeContainer(container)
      if (!(await createContainer(this.#docker, plan)))
        throw new AppError('unavailable', 'The image is being made already.')
      // From before the command: it could put another in its place, which would then hold the agent in.
      const supervisor = await buffer(await container.getArchive({ path: SUPERVISOR }))
      await this.#run(container, request)
      await killContainer(container)
      await container.putArchive(supervisor, { path: SUPERVISOR_FOLDER })
      const [repo, tag] = image.split(':')
      await container.commit({ repo, tag, changes: changesOf(installation) })
      const [made, before] = await Promise.all([image, base].map((name) => this.#docker.getImage(name).inspect()))
      return { sizeBytes: Math.max(0, (made?.Size ?? 0) - (before?.Size ?? 0)) }
    } catch (error) {
      throw asUnavailable(error, 'make the image')
    } finally {
      await removeContainer(container).catch(() => {})
    }
  }

  async #run(container: Docker.Container, { spec, command, env, onOutput, signal }: SetupRequest): Promise<void> {
    const link = await attachAndStart(container)
    const tooLarge = new AbortController()
    const measure = setInterval(() => {
      container
        .inspect({ size: true } as object)
        .then((found) => (found as { SizeRw?: number }).SizeRw ?? 0)
        .then((bytes) => bytes > MAX_ADDED_BYTES && tooLarge.abort())
        .catch(() => {})
    }, MEASURE_PERIOD_MS)
    try {
      const { onConnection } = this.#options
      if (onConnection) await takeConnections(link, (connection) => onConnection(spec, connection, 'builder'))
      const result = await runCommand(
        link,
        {
          command,
          cwd: '/',
          env: { ...ROOT_ENVIRONMENT, ...env },
          timeoutMs: TIMEOUT_MS,
          signal: AbortSignal.any([signal, tooLarge.signal]),
          onOutput: ({ bytes }) => onOutput(bytes),
        },
        (reason) => link.lose(reason),
      )
      signal.throwIfAborted()
      const problem = tooLarge.signal.aborted ? TOO_LARGE : problemOf(result)
      if (problem) throw new AppError('conflict', problem)
    } finally {
      clearInterval(measure)
      link.lose('its command is over')
    }
  }

  async prune(used: ReadonlySet<string>): Promise<string[]> {
    const filters = { label: [`${LABEL.installation}=${this.#options.installation}`, `${LABEL.kind}=setup`] }
    const removed: string[] = []
    for (const { Id, RepoTags, Created } of await this.#docker.listImages({ filters })) {
      const names = RepoTags?.filter((name) => name.startsWith(`${REPOSITORY}:`)) ?? []
      if (names.some((name) => used.has(name)) || Created * 1000 > Date.now() - KEPT_UNUSED_MS) continue
      for (const name of names.length > 0 ? names : [Id]) {
        try {
          // Never by force: the engine knows best who uses it.
          await this.#docker.getImage(name).remove()
          removed.push(name)
        } catch (error) {
          if (![404, 409].includes(statusOf(error) ?? 0)) throw error
        }
      }
    }
    return removed
  }
}

const TOO_LARGE = `The command was stopped: an image may grow by at most ${MAX_ADDED_BYTES / 1024 ** 3} GB.`

/** Labels of the builder would say of the image, and of the agent's container, what is not so. */
function changesOf(installation: string): string {
  return [
    'USER 1000:1000',
    'WORKDIR /workspace',
    `ENTRYPOINT ["${SUPERVISOR}"]`,
    'CMD []',
    `LABEL ${LABEL.installation}=${installation} ${LABEL.kind}=setup`,
  ].join('\n')
}

function problemOf({ outcome, exitCode, detail }: ExecResult): string | null {
  if (outcome === 'exited') return exitCode === 0 ? null : `The command ended with exit code ${exitCode}.`
  return detail ?? `The command did not end in order: ${outcome}.`
}
