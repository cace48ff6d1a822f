import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { hashApiKey } from '#lib/access/scope.ts'
import { newId } from '#lib/ids.ts'
import { sandboxSettings } from '#lib/sandbox/spec.ts'
import { TOOL_NAMES } from '#lib/tools/registry.ts'
import { chooseLoopbackPort } from '#scripts/services/ports.ts'
import { webArgs, workerArgs } from '#scripts/start/parts.ts'
import { type FakeModel, startFakeModel, tokens } from '#tests/support/fake-model.ts'
import type { BenchContext } from './contract.ts'
import { type Part, startPart, until } from './processes.ts'
import { StreamReader } from './stream-reader.ts'

export interface BenchWorker {
  part: Part
  /** As its row in `workers` has it. */
  url: string
}

/** The product as it is used, with one tenant, one workspace, a key, and a fake model behind a real provider row. */
export interface Product {
  model: FakeModel
  web: Part
  workers: BenchWorker[]
  origin: string
  workspaceId: string
  /** Where event streams are opened, and with what by each of its readers. */
  streamUrl: string
  readers: Record<string, string>[]
  createAgent(name: string, sandbox?: { idleSeconds?: number }): Promise<string>
  createThread(agentId: string): Promise<string>
  /** Posts a message; resolves with the run's id. */
  post(threadId: string, text: string): Promise<string>
  /** Reads from the workspace's public API. */
  get<T>(path: string): Promise<T>
  openStream(threadIds: readonly string[]): Promise<StreamReader>
  query<T extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<T[]>
  addWorker(): Promise<BenchWorker>
  stop(): Promise<void>
}

export interface ProductOptions {
  workers?: number
  /** In place of the fake model. */
  modelUrl?: string
  /** Keys that may read event streams; one may hold only so many open. */
  readers?: number
}

/** Starts web, `workers` workers and the model on loopback. */
export async function startProduct(context: BenchContext, options: ProductOptions = {}): Promise<Product> {
  const model = await startFakeModel(tokens(20))
  const pool = new pg.Pool({ connectionString: context.ownerUrl, max: 4 })
  const port = await chooseLoopbackPort()
  const origin = `http://127.0.0.1:${port}`
  const env = {
    ...context.env,
    LOG_LEVEL: 'warn',
    CREWHOUSE_URL: origin,
    PORT: `${port}`,
    CREWHOUSE_ALLOW_PRIVATE_PROVIDERS: '1',
    CREWHOUSE_API_REQUESTS_PER_MINUTE: '0',
  }
  const onLine = (line: string) => context.say(line.trimEnd())
  const web = startPart(webArgs('start', { port, host: '127.0.0.1' }), env, onLine)
  const workers: BenchWorker[] = []
  const seeded = await seed(pool, options.modelUrl ?? model.url, options.readers ?? 1)
  const api = `${origin}/api/v1/workspaces/${seeded.workspaceId}`
  const [headers = {}, ...otherReaders] = seeded.keys.map((key) => ({
    authorization: `Bearer ${key}`,
    'content-type': 'application/json',
  }))

  async function call<T>(path: string, body: unknown): Promise<T> {
    const response = await fetch(`${api}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  async function get<T>(path: string): Promise<T> {
    const response = await fetch(`${api}${path}`, { headers })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }
  const product: Product = {
    get,
    model,
    web,
    workers,
    origin,
    workspaceId: seeded.workspaceId,
    streamUrl: `${origin}/api/stream`,
    readers: [headers, ...otherReaders],
    createAgent: (name, sandbox = {}) =>
      call<{ id: string }>('/agents', {
        name,
        color: 'blue',
        persona: 'You are a careful engineer.',
        models: [{ providerId: seeded.providerId, model: 'fake-model' }],
        tools: TOOL_NAMES,
        sandbox: sandboxSettings.parse(sandbox),
      }).then(({ id }) => id),
    createThread: (agentId) => call<{ id: string }>('/threads', { agentId }).then(({ id }) => id),
    post: (threadId, text) =>
      call<{ run: { id: string } }>(`/threads/${threadId}/messages`, { text }).then(({ run }) => run.id),
    openStream: (threadIds) => StreamReader.open(product.streamUrl, headers, threadIds),
    query: async (sql, values) => (await pool.query(sql, values)).rows,
    async addWorker() {
      const url = `http://127.0.0.1:${await chooseLoopbackPort()}`
      const part = startPart(workerArgs, { ...env, WORKER_PORT: new URL(url).port }, onLine)
      await until('the worker is up', async () => {
        const { rowCount } = await pool.query('select 1 from workers where internal_url = $1', [url])
        return rowCount === 1
      })
      const worker = { part, url }
      workers.push(worker)
      return worker
    },
    async stop() {
      await Promise.all([web, ...workers.map(({ part }) => part)].map((part) => part.kill()))
      await model.close()
      await pool.end()
    },
  }
  try {
    for (let index = 0; index < (options.workers ?? 1); index++) await product.addWorker()
    await until('web answers', async () => (await fetch(`${origin}/api/health`)).ok)
  } catch (error) {
    await product.stop()
    throw error
  }
  return product
}

interface Seeded {
  workspaceId: string
  providerId: string
  keys: string[]
}

async function seed(pool: pg.Pool, modelUrl: string, keyCount: number): Promise<Seeded> {
  const [tenantId, workspaceId, providerId] = [newId(), newId(), newId()]
  const keys = Array.from({ length: keyCount }, () => `chk_${randomBytes(24).toString('base64url')}`)
  await pool.query('insert into tenants (id, name) values ($1, $2)', [tenantId, 'Bench'])
  await pool.query('insert into workspaces (id, tenant_id, name) values ($1, $2, $3)', [workspaceId, tenantId, 'Bench'])
  for (const key of keys) {
    await pool.query(
      `insert into api_keys (id, tenant_id, name, hint, hash, role) values ($1, $2, 'bench', '', $3, 'admin')`,
      [newId(), tenantId, Buffer.from(hashApiKey(key))],
    )
  }
  await pool.query(
    `insert into providers (id, tenant_id, workspace_id, kind, name, base_url, updated_at)
     values ($1, $2, $3, 'openai_compatible', 'Loopback', $4, now())`,
    [providerId, tenantId, workspaceId, modelUrl],
  )
  return { workspaceId, providerId, keys }
}
