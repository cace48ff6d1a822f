import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { expect } from 'vitest'
import type { Role } from '#lib/access/roles.ts'
import { hashApiKey, type Principal } from '#lib/access/scope.ts'
import { closeDb } from '#lib/db/client.ts'
import { closeRedis } from '#lib/queue/connection.ts'
import { closeQueue } from '#lib/queue/enqueue.ts'
import { getTranscript } from '#lib/runs/get-transcript.ts'
import { postMessage } from '#lib/runs/post-message.ts'
import type { RunView, Transcript } from '#lib/runs/schema.ts'
import type { MessageView, ThreadEvent } from '#lib/stream/events.ts'
import { createThread } from '#lib/threads/create-thread.ts'
import { TOOL_NAMES } from '#lib/tools/registry.ts'
import { isTransient } from '#worker/engine/durably.ts'
import { createTestDatabase, createTestRedis, testSecret } from './database.ts'
import { comparable, ThreadReader } from './fold-thread.ts'
import { startWorker, type WorkerProcess } from './worker-process.ts'

/** A tenant with one workspace, a member's key, and agents whose model listens on `modelUrl`. */
export interface Tenant {
  tenantId: string
  workspaceId: string
  principal: Principal
  createAgent(options?: {
    tools?: readonly string[]
    models?: readonly string[]
    /** Of all its models. */
    contextTokens?: number
    sees?: boolean
  }): Promise<string>
  createThread(agentId: string, options?: { private?: boolean }): Promise<string>
  /** @returns the run's id */
  post(threadId: string, text: string): Promise<string>
  postFully(threadId: string, text: string): Promise<{ message: MessageView; run: RunView }>
  /** Somebody else in the same workspace. */
  addMember(role?: Role, name?: string): Promise<Principal>
}

export interface Crew {
  /** Environment of this installation's processes. */
  environment: Record<string, string>
  dataDir: string
  sql: pg.Pool
  createTenant(modelUrl: string): Promise<Tenant>
  startWorker(environment?: Record<string, string>): Promise<WorkerProcess>
  /** Ends all workers as a power cut does. */
  killWorkers(): Promise<void>
  /** The logs of all workers. */
  log(): string
  transcript(tenant: Tenant, threadId: string): Promise<Transcript>
  /** The run once `until` holds, by default once it is over. */
  run(tenant: Tenant, threadId: string, runId: string, until?: (run: RunView) => boolean): Promise<RunView>
  /** Fails unless a reader who began with `snapshot` ends with what the database says. */
  expectSameForReader(tenant: Tenant, threadId: string, snapshot: Transcript): Promise<void>
  /** Waits for an event behind `snapshot`. */
  expectEvent(threadId: string, snapshot: Transcript, is: (event: ThreadEvent) => boolean): Promise<void>
  close(): Promise<void>
}

export interface CrewServices {
  ownerUrl: string
  appUrl: string
  platformUrl: string
  redisUrl: string
  drop(): Promise<void>
}

/** An installation of the test's own: database, Redis, folder, and worker processes on demand. */
export async function createCrew(services?: CrewServices): Promise<Crew> {
  const used = services ?? (await sharedServices())
  const dataDir = mkdtempSync(join(tmpdir(), 'crewhouse-test-'))
  const environment = {
    APP_DATABASE_URL: used.appUrl,
    PLATFORM_DATABASE_URL: used.platformUrl,
    REDIS_URL: used.redisUrl,
    CREWHOUSE_SECRET: testSecret,
    CREWHOUSE_KEK: randomBytes(32).toString('base64'),
    CREWHOUSE_DATA_DIR: dataDir,
    CREWHOUSE_ALLOW_VIRTUAL_MULTI_TENANT: '1',
    CREWHOUSE_ALLOW_PRIVATE_PROVIDERS: '1',
  }
  Object.assign(process.env, environment)
  const sql = new pg.Pool({ connectionString: used.ownerUrl, max: 3 })
  // A test may restart the server under it.
  sql.on('error', () => {})
  const workers: WorkerProcess[] = []

  const transcript: Crew['transcript'] = ({ principal, workspaceId }, threadId) =>
    getTranscript.run(principal, { workspaceId, threadId })

  const log = () => workers.map((worker) => worker.log()).join('\n')

  return {
    log,
    killWorkers: async () => void (await Promise.all(workers.map((worker) => worker.kill('SIGKILL')))),
    environment,
    dataDir,
    sql,
    transcript,
    createTenant: (modelUrl) => createTenant(sql, modelUrl),
    async startWorker(extra = {}) {
      const worker = await startWorker({ ...environment, ...extra })
      workers.push(worker)
      return worker
    },
    async run(tenant, threadId, runId, until = (run) => run.finishedAt !== null) {
      return eventually(`run ${runId}`, async () => {
        const { runs } = await transcript(tenant, threadId).catch(whileAway)
        const run = runs.find(({ id }) => id === runId)
        return run && until(run) ? run : null
      }).catch((error: Error) => {
        throw new Error(`${error.message}\n${log()}`)
      })
    },
    async expectSameForReader(tenant, threadId, snapshot) {
      const reader = new ThreadReader(threadId, snapshot)
      const isOver = () => reader.transcript.runs.every((run) => run.finishedAt !== null)
      await eventually('the reader to see the end', async () => {
        expect((await reader.read()).pruned).toBe(false)
        return isOver() ? true : null
      })
      const events = () => JSON.stringify(reader.events)
      const truth = await transcript(tenant, threadId)
      const tip = truth.runs.at(-1)?.id
      expect(comparable(reader.transcript, tip), events()).toEqual(comparable(truth, tip))
    },
    async expectEvent(threadId, snapshot, is) {
      const reader = new ThreadReader(threadId, snapshot)
      await eventually('an event', async () => {
        await reader.read()
        return reader.events.some(is) ? true : null
      })
    },
    async close() {
      await Promise.all(workers.map((worker) => worker.kill('SIGKILL')))
      await closeQueue()
      await closeRedis()
      await closeDb()
      await sql.end()
      await used.drop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** What `look` finds once it is something; looks again and again until then. */
export async function eventually<T>(what: string, look: () => Promise<T | null>, timeoutMs = 60_000): Promise<T> {
  const giveUpAtMs = Date.now() + timeoutMs
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (Date.now() > giveUpAtMs) throw new Error(`Waited ${timeoutMs} ms in vain for ${what}.`)
    await delay(25)
  }
}

/** A test may have taken the database away; it is asked again until the test's patience ends. */
function whileAway(error: unknown): { runs: RunView[] } {
  if (!isTransient(error)) throw error
  return { runs: [] }
}

async function sharedServices(): Promise<CrewServices> {
  const database = await createTestDatabase()
  const { redisUrl, drop } = await createTestRedis()
  return {
    ...database,
    redisUrl,
    async drop() {
      await drop()
      await database.drop()
    },
  }
}

async function createTenant(sql: pg.Pool, modelUrl: string): Promise<Tenant> {
  const [tenantId, workspaceId, providerId] = Array.from({ length: 3 }, () => randomUUID())
  await sql.query('insert into tenants (id, name) values ($1, $2)', [tenantId, 'Tenant'])
  await sql.query('insert into workspaces (id, tenant_id, name) values ($1, $2, $3)', [workspaceId, tenantId, 'Main'])
  const addMember = async (role: Role = 'member', name = 'key'): Promise<Principal> => {
    const keyHash = hashApiKey(`test-${randomUUID()}`)
    await sql.query(
      `insert into api_keys (id, tenant_id, workspace_id, name, hint, hash, role) values ($1, $2, $3, $5, 'hint', $4, $6)`,
      [randomUUID(), tenantId, workspaceId, keyHash, name, role],
    )
    return { kind: 'api_key', keyHash }
  }
  await sql.query(
    `insert into providers (id, tenant_id, workspace_id, kind, name, base_url, updated_at)
     values ($1, $2, $3, 'openai_compatible', 'Fake', $4, now())`,
    [providerId, tenantId, workspaceId, modelUrl],
  )
  const principal = await addMember()
  return {
    tenantId: tenantId as string,
    workspaceId: workspaceId as string,
    principal,
    addMember,
    async createAgent({ tools = TOOL_NAMES, models = ['fake-model'], ...abilities } = {}) {
      const agentId = randomUUID()
      const choices = models.map((model) => ({ providerId, model, ...abilities }))
      await sql.query(
        `with a as (
           insert into agents (id, tenant_id, workspace_id, name, color, persona, models, tools, sandbox, updated_at, version, version_id)
           values ($1, $2, $3, 'Ada', 'teal', 'You help.', $4, $5, '{}', now(), 1, gen_random_uuid()) returning *
         )
         insert into agent_versions (id, tenant_id, workspace_id, agent_id, number, settings, changed, origin, saved_by_kind, saved_by_id, saved_by_name)
         select version_id, tenant_id, workspace_id, id, version, jsonb_build_object('name', name, 'color', color, 'persona', persona,
           'models', models, 'tools', tools, 'sandbox', sandbox), '[]', 'created', 'user', id, 'Ada' from a`,
        [agentId, tenantId, workspaceId, JSON.stringify(choices), JSON.stringify(tools)],
      )
      return agentId
    },
    async createThread(agentId, options = {}) {
      return (await createThread.run(principal, { workspaceId, agentId, ...options })).id
    },
    async post(threadId, text) {
      return (await postMessage.run(principal, { workspaceId, threadId, text })).run.id
    },
    postFully: (threadId, text) => postMessage.run(principal, { workspaceId, threadId, text }),
  }
}
