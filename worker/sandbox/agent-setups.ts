import { scopeOfSandbox } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import type { SandboxOwner } from '#lib/egress/access.ts'
import { AppError } from '#lib/errors.ts'
import { withinMaximums } from '#lib/sandbox/limits.ts'
import {
  type ClaimedSetup,
  claimSetup,
  findSetupImage,
  finishSetup,
  listSetupImages,
  noteSetup,
  renewSetup,
} from '#lib/sandbox/setups.ts'
import { type SandboxSpec, sandboxSettings } from '#lib/sandbox/spec.ts'
import { logger } from '#lib/telemetry/logger.ts'
import type { Opener } from './lease.ts'
import type { SetupImages } from './provider.ts'
import { Turns } from './turns.ts'

const MAX_AT_ONCE = 2
const NOTE_PERIOD_MS = 1000
/** Of what a command prints, its end is kept. */
const MAX_LOG_CHARS = 100_000

export interface AgentSetupsOptions {
  workerId: string
  /** Absent: sandboxes have no images here. */
  images: SetupImages | undefined
  /** What commands find in their environment. */
  environment(owner: SandboxOwner): Record<string, string>
  /** How many runs of the agent are worked on. */
  runsOf(agentId: string): number
}

/** Makes the images that agents' setup commands ask for, and says which one an agent works in. */
export class AgentSetups {
  readonly #options: AgentSetupsOptions
  readonly #ending = new AbortController()
  readonly #working = new Set<Promise<void>>()
  readonly #turns = new Turns()
  /** What this worker last opened an agent's sandbox with. */
  readonly #inUse = new Map<string, string | undefined>()

  constructor(options: AgentSetupsOptions) {
    this.#options = options
  }

  /** Begins what waits, as far as there is room. */
  async fill(): Promise<void> {
    while (this.#working.size < MAX_AT_ONCE && !this.#ending.signal.aborted) {
      const claimed = await claimSetup(this.#options.workerId)
      if (!claimed) return
      const work = this.#make(claimed).finally(() => this.#working.delete(work))
      this.#working.add(work)
    }
  }

  /** Commands in progress begin again with another worker. */
  async stop(): Promise<void> {
    this.#ending.abort()
    await Promise.all(this.#working)
  }

  /** Removes images that no agent works in. */
  async prune(): Promise<void> {
    await this.#options.images?.prune(new Set(await listSetupImages()))
  }

  /**
   * The image that the agent's setup has made; undefined: none yet. While its sandbox is in use it stays the one that it
   * was made of: another would end what runs in it.
   */
  async imageOf(spec: SandboxSpec, opener: Opener): Promise<string | undefined> {
    const { images, runsOf } = this.#options
    const { agentId, settings } = spec
    if (!images || settings.setupCommand === '') return undefined
    const isBusy = opener !== 'restart' && runsOf(agentId) > (opener === 'run' ? 1 : 0)
    if (isBusy && this.#inUse.has(agentId)) return this.#inUse.get(agentId)
    const scope = scopeOfSandbox(spec)
    const made = await withScope(scope, (tx) => findSetupImage(tx, agentId))
    const isCurrent = made !== null && made.imageBase === (await images.baseOf(spec))
    // The image below has changed, with a new version of the product perhaps: what was made on the old one is of no use.
    if (made && !isCurrent) await withScope(scope, (tx) => renewSetup(tx, scope, agentId, settings))
    const image = isCurrent ? made.image : undefined
    this.#inUse.set(agentId, image)
    return image
  }

  async #make(claimed: ClaimedSetup): Promise<void> {
    const claim = { ...claimed, workerId: this.#options.workerId }
    const unwanted = new AbortController()
    const signal = AbortSignal.any([this.#ending.signal, unwanted.signal])
    let log = ''
    const decoder = new TextDecoder()
    const note = setInterval(() => {
      noteSetup(claim, log)
        .then((isWanted) => isWanted || unwanted.abort())
        .catch(() => {})
    }, NOTE_PERIOD_MS)
    try {
      const end = await this.#build(claimed, signal, (bytes) => {
        log = (log + decoder.decode(bytes, { stream: true })).slice(-MAX_LOG_CHARS)
      })
      const { shared, ...made } = end
      await finishSetup(claim, shared ? 'Another agent has this image already.\n' : log, made)
    } catch (error) {
      if (!(error instanceof AppError)) logger().warn({ error, agentId: claim.agentId }, 'an image was not made')
      const words = error instanceof AppError ? error.message : 'The image could not be made. Try again.'
      await finishSetup(claim, log, this.#ending.signal.aborted ? 'later' : { error: words }).catch(() => {})
    } finally {
      clearInterval(note)
    }
  }

  async #build(
    { agentId, tenantId, workspaceId, command, anew, settings }: ClaimedSetup,
    signal: AbortSignal,
    onOutput: (bytes: Uint8Array) => void,
  ) {
    const { images, environment } = this.#options
    if (!images) throw new AppError('conflict', 'Setup commands need containers, and this installation has none.')
    const spec = { tenantId, workspaceId, agentId, settings: withinMaximums(sandboxSettings.parse(settings)) }
    const base = await images.baseOf(spec)
    const image = images.nameOf(tenantId, base, command)
    return this.#turns.take(image, async () => {
      if (!anew && (await images.has(image))) return { image, imageBase: base, sizeBytes: 0, shared: true }
      const request = { spec, base, image, command, env: environment(spec), onOutput, signal }
      const { sizeBytes } = await images.build(request)
      return { image, imageBase: base, sizeBytes, shared: false }
    })
  }
}
