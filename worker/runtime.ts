import { Worker as QueueWorker } from 'bullmq'
import {
  loadNetworkAccess,
  loadOwnAuthority,
  loadOwnSecrets,
  noteOwnSecretUse,
  recordConnections,
  type SandboxOwner,
} from '#lib/egress/access.ts'
import { env } from '#lib/env.ts'
import { newId } from '#lib/ids.ts'
import { expireMemories } from '#lib/memory/background.ts'
import { bestEffort } from '#lib/queue/best-effort.ts'
import { type JobName, jobs, QUEUE_NAME } from '#lib/queue/catalog.ts'
import { connectRedis, redis } from '#lib/queue/connection.ts'
import { CONTROL_CHANNEL, controlMessage } from '#lib/queue/control.ts'
import { enqueue } from '#lib/queue/enqueue.ts'
import {
  forgetDeletedWorkspace,
  handBackRuns,
  listDeletedWorkspaces,
  lookUpSandboxAgents,
  purgeConnections,
  purgeDeletedThreads,
  removeWorker,
} from '#lib/runs/ownership.ts'
import { logger } from '#lib/telemetry/logger.ts'
import { loadSandboxHosts } from '#lib/toolbox/sandbox-hosts.ts'
import { cleanFiles } from './clean-files.ts'
import { endPatience } from './end-patience.ts'
import { restKey } from './engine/cool-down.ts'
import { executeTool } from './engine/tools/execute-tool.ts'
import { makeAuthority } from './gateway/certificates.ts'
import { proxyEnvironment } from './gateway/environment.ts'
import { Gateway } from './gateway/gateway.ts'
import { ModelProxy } from './gateway/models/model-proxy.ts'
import type { Pass } from './gateway/pass.ts'
import { redactingTools } from './gateway/redact-tool.ts'
import { withWayOut } from './gateway/with-way-out.ts'
import { haltTheDead } from './halt-the-dead.ts'
import { Heartbeat } from './heartbeat.ts'
import { startInternalApi } from './internal-api/server.ts'
import { speakForTheDead } from './last-words.ts'
import { processors } from './processors/processors.ts'
import { RunSlots } from './run-slots.ts'
import { AgentSetups } from './sandbox/agent-setups.ts'
import { chooseDriver, createDriver } from './sandbox/choose-driver.ts'
import { Sandboxes } from './sandbox/lease.ts'
import type { Sandbox, SandboxDriver } from './sandbox/provider.ts'
import { reapSandboxes, reapWorkspaces } from './sandbox/reaper.ts'
import { tendMemories } from './tend-memory.ts'
import { watchBudgets } from './watch-budgets.ts'

const RECONCILE_PERIOD_MS = 1000
const REAP_PERIOD_MS = 60_000
const TIDY_PERIOD_MS = 24 * 3_600_000
const CLEAN_PERIOD_MS = 3_600_000

export interface Runtime {
  /** Hands runs back, so that another worker goes on at once. */
  stop(): Promise<void>
}

/** Brings a worker up: its sandboxes, its API for web, its heartbeat, and what claims runs. */
export async function startRuntime(): Promise<Runtime> {
  const { CREWHOUSE_CONCURRENCY, CREWHOUSE_ALLOW_VIRTUAL_MULTI_TENANT, WORKER_PORT } = env()
  const workerId = newId()
  // One listener for every run in progress.
  redis().setMaxListeners(0)
  const loadAuthorityOf = (owner: SandboxOwner) => loadOwnAuthority(owner, () => makeAuthority('Crewhouse workspace'))
  const gateway = new Gateway({
    async loadAccess(owner) {
      const access = await loadNetworkAccess(owner)
      return access?.network === 'list' ? { ...access, toolHosts: await loadSandboxHosts(owner) } : access
    },
    loadAuthority: loadAuthorityOf,
    record: recordConnections,
    noteUse: noteOwnSecretUse,
    models: new ModelProxy({ findRun: (runId) => slots.find(runId) }),
  })
  const driver = await chooseDriver((owner, connection, from) => gateway.accept(owner, connection, from))
  const setups = new AgentSetups({
    workerId,
    images: driver.setups,
    environment: ({ agentId }) => proxyEnvironment(agentId, null),
    runsOf: (agentId) => slots.runs.filter(({ claim }) => claim.agentId === agentId).length,
  })
  // The virtual sandbox has no network at all.
  const sources = { loadSecrets: loadOwnSecrets, loadAuthority: loadAuthorityOf }
  const wayOut = (sandbox: Sandbox, owner: SandboxOwner, pass: Pass | null, hasModels = false) =>
    driver.kind === 'docker' ? withWayOut(sandbox, owner, pass, { ...sources, hasModels }) : sandbox
  const sandboxes = new Sandboxes({
    workerId,
    driver,
    createDriver,
    allowVirtualMultiTenant: CREWHOUSE_ALLOW_VIRTUAL_MULTI_TENANT ?? false,
    setupImage: (spec, opener) => setups.imageOf(spec, opener),
  })
  const api = await startInternalApi(
    {
      files: (scope) => sandboxes.files(scope),
      sandbox: async (place) => wayOut(await sandboxes.openForPeople(place), place, null),
      describe: (place) => sandboxes.describe(place),
      watch: (place) => sandboxes.watch(place),
      restart: (place) => sandboxes.openForPeople(place, { restart: true }),
      reset: (place, options) => sandboxes.reset(place, options),
      about: () => sandboxes.about(),
    },
    WORKER_PORT,
  )
  const heartbeat: Heartbeat = new Heartbeat({
    worker: { id: workerId, internalUrl: api.url, sandboxDriver: driver.kind },
    slots: () => slots,
    sandboxes,
  })
  const slots = new RunSlots({
    workerId,
    concurrency: CREWHOUSE_CONCURRENCY,
    engine: {
      executeTool: redactingTools(executeTool, loadOwnSecrets),
      openSandbox: async (spec, caller) =>
        wayOut(await sandboxes.open(spec), spec, caller, spec.settings.modelTokens > 0),
      files: (workspace) => sandboxes.files(workspace),
    },
    isSound: () => heartbeat.isSound,
  })
  await heartbeat.start()
  const queueWorker = startQueueWorker(slots)
  const control = await listenForControl(slots, sandboxes)
  // What no wake told of: lost jobs, workers that fell silent, waits that are over.
  const reconcile = () =>
    Promise.all([
      slots.readStreamTime(),
      slots.fill(),
      speakForTheDead(),
      endPatience(),
      watchBudgets(),
      haltTheDead(),
      setups.fill(),
      tend(),
    ]).catch((error: unknown) => logger().warn({ error }, 'reconciling'))
  const tend = () => tendMemories((error) => logger().warn({ error }, 'the memory was not tended'))
  const reconciler = setInterval(() => void reconcile(), RECONCILE_PERIOD_MS)
  const deletedWorkspaces = { list: () => listDeletedWorkspaces(driver.kind), forget: forgetDeletedWorkspace }
  const reap = async () => {
    // First the agents' containers: a volume in use cannot go.
    await reapSandboxes(driver, lookUpSandboxAgents).catch((error: unknown) =>
      logger().warn({ error }, 'sandboxes were not reaped'),
    )
    await reapWorkspaces(driver, deletedWorkspaces).catch((error: unknown) =>
      logger().warn({ error }, 'files of deleted workspaces were not removed'),
    )
  }
  const reaper = setInterval(() => void reap(), REAP_PERIOD_MS)
  void reap()
  const tidy = () =>
    Promise.all([driver.tidy(), setups.prune()]).catch((error: unknown) =>
      logger().warn({ error }, 'old sandbox images were not removed'),
    )
  const tidier = setInterval(() => void tidy(), TIDY_PERIOD_MS)
  void tidy()
  const clean = () =>
    cleanFiles(
      (workspace) => sandboxes.files(workspace),
      (error) => logger().warn({ error }, 'files whose time is over were not removed'),
    ).catch((error: unknown) => logger().warn({ error }, 'looking for files whose time is over'))
  const purge = () =>
    Promise.all([purgeDeletedThreads(), purgeConnections(), expireMemories()]).catch((error: unknown) =>
      logger().warn({ error }, 'what is old was not purged'),
    )
  const cleaner = setInterval(() => void Promise.all([clean(), purge()]), CLEAN_PERIOD_MS)
  void clean()
  void purge()
  await slots.readStreamTime()
  void slots.fill()
  logger().info({ workerId, internalApi: api.url, sandbox: driver.kind }, 'worker is ready')
  void tellOfEngine(driver)

  return {
    async stop() {
      clearInterval(reconciler)
      clearInterval(reaper)
      clearInterval(tidier)
      clearInterval(cleaner)
      heartbeat.stop()
      await setups.stop()
      const runIds = await slots.stop()
      await handBackRuns(workerId, runIds)
      await removeWorker(workerId)
      await bestEffort(
        'waking other workers',
        Promise.all(runIds.map((runId) => enqueue('run.wake', { runId }, runId))),
      )
      control.disconnect()
      await bestEffort('closing the queue', queueWorker.close(true))
      await api.close()
      await driver.close()
      await gateway.close()
    },
  }
}

/** For whoever operates the installation: what holds agents in, and what bounds their disks. */
async function tellOfEngine(driver: SandboxDriver): Promise<void> {
  try {
    const { quotaMethod, runtimes, images } = await driver.about()
    const [image] = images
    logger().info(
      { driver: driver.kind, quotaMethod, runtime: runtimes[0] ?? null, otherRuntimes: runtimes.slice(1), image },
      'sandboxes',
    )
  } catch (error) {
    logger().warn({ error }, 'the sandbox engine does not say what it is')
  }
}

function startQueueWorker(slots: RunSlots): QueueWorker {
  const worker = new QueueWorker(
    QUEUE_NAME,
    async ({ name, data }) => {
      const job = name as JobName
      await processors[job](jobs[job].parse(data), { slots })
    },
    { connection: connectRedis(), removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } },
  )
  worker.on('error', (error) => logger().debug({ error: error.message }, 'queue'))
  return worker
}

async function listenForControl(slots: RunSlots, sandboxes: Sandboxes) {
  const connection = connectRedis()
  connection.on('message', (_channel, text) => {
    const { data: message } = controlMessage.safeParse(JSON.parse(text))
    if (message?.type === 'cancel') slots.cancel(message.runId)
    if (message?.type === 'halt') {
      slots.halt(message)
      void bestEffort('stopping sandboxes', sandboxes.halt(message))
    }
    if (message?.type === 'stop-tool-call') slots.stopCall(message.runId, message.toolCallId)
    if (message?.type === 'cool-down') restKey(message.keyId, message.restMs)
  })
  await connection.subscribe(CONTROL_CHANNEL)
  return connection
}
