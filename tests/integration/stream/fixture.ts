import { hkdfSync } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import pg from 'pg'
import { hashApiKey } from '#lib/access/scope.ts'
import { newId } from '#lib/ids.ts'
import { createTestDatabase, createTestRedis, testSecret } from '#tests/support/database.ts'

export interface World {
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>
  drop(): Promise<void>
}

/** A database and a Redis of the test's own, which this process' modules use. */
export async function createWorld(): Promise<World> {
  const [database, server] = await Promise.all([createTestDatabase(), createTestRedis()])
  process.env.APP_DATABASE_URL = database.appUrl
  process.env.PLATFORM_DATABASE_URL = database.platformUrl
  process.env.REDIS_URL = server.redisUrl
  process.env.CREWHOUSE_SECRET = testSecret
  const client = new pg.Pool({ connectionString: database.ownerUrl, max: 4 })
  // Dropping the database may overtake the goodbye of a connection.
  client.on('error', () => {})
  return {
    sql: async (text, values) => (await client.query(text, values)).rows,
    drop: async () => {
      await client.end()
      await Promise.all([database.drop(), server.drop()])
    },
  }
}

export interface Person {
  userId: string
  loginId: string
  cookie: string
}

/** A signed-in member of the tenant. */
export async function addPerson(world: World, tenantId: string, role = 'member'): Promise<Person> {
  const userId = newId()
  const loginId = newId()
  await world.sql(
    `insert into users (id, email, name, password_hash) values ($1, $1::uuid || '@example.com', 'Ada', '')`,
    [userId],
  )
  await world.sql(`insert into logins (id, user_id, expires_at) values ($1, $2, now() + interval '1 day')`, [
    loginId,
    userId,
  ])
  await world.sql('insert into memberships (tenant_id, user_id, role) values ($1, $2, $3)', [tenantId, userId, role])
  const secret = Buffer.from(hkdfSync('sha256', testSecret, '', 'session token', 32)).toString('base64')
  const token = await encode({ token: { sub: userId, loginId }, secret })
  return { userId, loginId, cookie: `next-auth.session-token=${token}` }
}

export async function addTenant(world: World): Promise<{ tenantId: string; workspaceId: string; agentId: string }> {
  const [tenantId, workspaceId, agentId] = [newId(), newId(), newId()]
  await world.sql(`insert into tenants (id, name) values ($1, 'Tenant')`, [tenantId])
  await world.sql(`insert into workspaces (id, tenant_id, name) values ($1, $2, 'Workspace')`, [workspaceId, tenantId])
  await world.sql(
    `insert into agents (id, tenant_id, workspace_id, name, color, persona, models, tools, sandbox, updated_at)
     values ($1, $2, $3, 'Coder', 'blue', '', '[]', '[]', '{}', now())`,
    [agentId, tenantId, workspaceId],
  )
  return { tenantId, workspaceId, agentId }
}

export async function addThread(
  world: World,
  place: { tenantId: string; workspaceId: string; agentId: string },
  privateTo: string | null = null,
): Promise<string> {
  const threadId = newId()
  await world.sql(
    `insert into threads (id, tenant_id, workspace_id, agent_id, title, private_to, created_by_id)
     values ($1, $2, $3, $4, 'Thread', $5, $6)`,
    [threadId, place.tenantId, place.workspaceId, place.agentId, privateTo, privateTo ?? newId()],
  )
  return threadId
}

export async function addApiKey(world: World, place: { tenantId: string; workspaceId: string | null }) {
  const key = `chk_${newId()}`
  const id = newId()
  await world.sql(
    `insert into api_keys (id, tenant_id, workspace_id, name, hint, hash, role) values ($1, $2, $3, 'Key', '', $4, 'member')`,
    [id, place.tenantId, place.workspaceId, Buffer.from(hashApiKey(key))],
  )
  return { id, key }
}

export interface Frame {
  event: string
  id?: string
  data: string
}

/** An open event stream, read frame by frame. */
export class SseReader {
  readonly frames: Frame[] = []
  ended = false
  readonly #abort = new AbortController()
  readonly #waiting = new Set<() => void>()

  static async open(handler: (request: Request) => Promise<Response>, request: Request): Promise<SseReader> {
    const reader = new SseReader()
    const response = await handler(new Request(request, { signal: reader.#abort.signal }))
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`)
    void reader.#read(response)
    return reader
  }

  /** Waits until the frames so far satisfy a condition. */
  async until(condition: (reader: SseReader) => boolean): Promise<void> {
    while (!condition(this)) await new Promise<void>((resolve) => this.#waiting.add(resolve))
  }

  close(): void {
    this.#abort.abort()
  }

  async #read(response: Response): Promise<void> {
    let text = ''
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      const blocks = text.split('\n\n')
      text = blocks.pop() ?? ''
      for (const block of blocks) {
        const fields = block.split('\n').map((line) => /^(\w*): (.*)$/.exec(line))
        const field = (name: string) => fields.find((match) => match?.[1] === name)?.[2]
        const event = field('event')
        if (event) this.frames.push({ event, id: field('id'), data: field('data') ?? '' })
      }
      this.#wake()
    }
    this.ended = true
    this.#wake()
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
  }
}
