import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Principal } from '#lib/access/scope.ts'
import { addMemory } from '#lib/memory/add-memory.ts'
import { expireMemories, tendMemory } from '#lib/memory/background.ts'
import { getMemorySettings, updateMemorySettings } from '#lib/memory/change-settings.ts'
import { exportMemory } from '#lib/memory/export-memory.ts'
import { forgetMemoryEntry, restoreMemoryEntry } from '#lib/memory/forget-memory.ts'
import { listMemories } from '#lib/memory/list-memories.ts'
import { searchMemory } from '#lib/memory/search-memory.ts'
import { updateMemory } from '#lib/memory/update-memory.ts'
import { type Crew, createCrew, type Tenant } from '#tests/support/crew.ts'
import { type EmbeddingServer, startEmbeddingServer } from '#tests/support/embedding-server.ts'

let crew: Crew
let tenant: Tenant
let admin: Principal
let embeddings: EmbeddingServer

beforeAll(async () => {
  crew = await createCrew()
  embeddings = await startEmbeddingServer([
    ['car', 'automobile', 'wagen'],
    ['invoice', 'bill'],
  ])
})
beforeEach(async () => {
  tenant = await crew.createTenant(embeddings.url)
  admin = await tenant.addMember('admin')
})
afterAll(async () => {
  await crew?.close()
  await embeddings?.close()
})

async function note(text: string, options: { agentId?: string; pinned?: boolean } = {}): Promise<string> {
  return (await addMemory.run(tenant.principal, { workspaceId: tenant.workspaceId, text, ...options })).id
}

async function found(q: string, options: { agentId?: string; of?: Tenant } = {}): Promise<string[]> {
  const { principal, workspaceId } = options.of ?? tenant
  const { items } = await searchMemory.run(principal, { workspaceId, q, agentId: options.agentId })
  return items.map(({ memory }) => memory.text)
}

/** Everything that the database still knows of a text, in any table. */
async function leftOf(words: string, id: string): Promise<string[]> {
  const { rows } = await crew.sql.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const mentions = await Promise.all(
    rows.map(async ({ name }) => {
      const { rows: hits } = await crew.sql.query(
        `select 1 from "${name}" x where to_jsonb(x)::text ~* $1 or to_jsonb(x)::text like '%' || $2 || '%' limit 1`,
        [words, id],
      )
      return hits.length > 0 ? [name] : []
    }),
  )
  return mentions.flat().sort()
}

test('finds umlauts in each spelling, other forms of the same stems, and nothing of another tenant', async () => {
  await note('Herr Müller prüft die Rechnungen vor jeder Überweisung.')
  await note('The staging server is restarted on Mondays.')
  const stranger = await crew.createTenant(embeddings.url)
  expect((await found('Müller'))[0]).toContain('Müller')
  expect((await found('Mueller'))[0]).toContain('Müller')
  expect((await found('muller'))[0]).toContain('Müller')
  expect((await found('Rechnungsprüfung'))[0]).toContain('Müller')
  expect((await found('restarting servers'))[0]).toContain('staging')
  expect(await found('Quantenphysik')).toEqual([])
  expect(await found('Müller', { of: stranger })).toEqual([])
})

test('an agent finds its own and what all may know, and never another agent’s', async () => {
  const [ada, bob] = [await tenant.createAgent(), await tenant.createAgent()]
  await note('The password manager is Vaultkeeper, says Ada.', { agentId: ada })
  await note('The team lunch with Vaultkeeper is on Friday.')
  expect(await found('Vaultkeeper', { agentId: ada })).toHaveLength(2)
  expect(await found('Vaultkeeper', { agentId: bob })).toEqual(['The team lunch with Vaultkeeper is on Friday.'])
  expect(await found('Vaultkeeper')).toHaveLength(2)
})

test('a memory of a private thread is there for its person alone', async () => {
  const id = await note('Ada plans to leave in spring.')
  const { rows } = await crew.sql.query<{ id: string }>('select id from api_keys where tenant_id = $1 and role = $2', [
    tenant.tenantId,
    'admin',
  ])
  await crew.sql.query('update memory_entries set private_to = $1 where id = $2', [rows[0]?.id, id])
  const { workspaceId } = tenant
  expect(await found('spring')).toEqual([])
  expect((await listMemories.run(tenant.principal, { workspaceId })).items).toEqual([])
  const mine = await searchMemory.run(admin, { workspaceId, q: 'spring' })
  expect(mine.items.map(({ memory }) => memory.id)).toEqual([id])
})

test('what is rewritten is found by what it says now; the pages and the export agree', async () => {
  const { workspaceId, principal } = tenant
  const id = await note('The office is in Hamburg.')
  await updateMemory.run(principal, { workspaceId, memoryId: id, text: 'The office is in Leipzig.', pinned: true })
  expect(await found('Hamburg')).toEqual([])
  expect(await found('Leipzig')).toEqual(['The office is in Leipzig.'])
  const exported = await exportMemory.run(principal, { workspaceId })
  expect(exported.items).toMatchObject([{ id, text: 'The office is in Leipzig.', pinned: true, origin: 'person' }])
  expect(exported.settings).toMatchObject({ embedder: { kind: 'lexical' }, entries: 1 })
})

test('what is forgotten is out of every search, comes back on request, and leaves nothing once it is erased', async () => {
  const { workspaceId, principal } = tenant
  const id = await note('The door code is xylophone-4711.')
  const derived = randomUUID()
  await crew.sql.query(
    `insert into memory_entries (id, tenant_id, workspace_id, kind, origin, text, saved_by_name)
     values ($1, $2, $3, 'note', 'agent', 'In short: xylophone-4711.', 'Ada')`,
    [derived, tenant.tenantId, workspaceId],
  )
  await crew.sql.query(
    'insert into memory_derivations (entry_id, source_id, tenant_id, workspace_id) values ($1, $2, $3, $4)',
    [derived, id, tenant.tenantId, workspaceId],
  )
  expect(await found('xylophone')).toHaveLength(2)
  await forgetMemoryEntry.run(principal, { workspaceId, memoryId: id })
  expect(await found('xylophone')).toEqual([])
  expect((await listMemories.run(principal, { workspaceId })).items).toEqual([])
  const vectors = await crew.sql.query('select 1 from memory_vectors where entry_id = any($1)', [[id, derived]])
  expect(vectors.rows).toEqual([])

  await restoreMemoryEntry.run(principal, { workspaceId, memoryId: id })
  expect(await found('xylophone')).toHaveLength(2)
  await forgetMemoryEntry.run(principal, { workspaceId, memoryId: id, erase: true })
  expect(await found('xylophone')).toEqual([])
  // The trail says that something was saved and erased, and not what.
  expect(await leftOf('xylophone', id)).toEqual(['audit_events'])
  expect(await leftOf('xylophone', derived)).toEqual([])
})

test('what was forgotten an hour ago is gone without anybody’s doing, and so is what outlived its time', async () => {
  const { workspaceId, principal } = tenant
  const [forgotten, old, pinned] = [
    await note('First zeppelin.'),
    await note('Second zeppelin.'),
    await note('Third zeppelin.'),
  ]
  await forgetMemoryEntry.run(principal, { workspaceId, memoryId: forgotten })
  await crew.sql.query("update memory_entries set forgotten_at = now() - interval '61 minutes' where id = $1", [
    forgotten,
  ])
  await tendMemory()
  expect(await leftOf('First zeppelin', forgotten)).toEqual(['audit_events'])

  await updateMemorySettings.run(admin, { workspaceId, retentionDays: 30 })
  await updateMemory.run(principal, { workspaceId, memoryId: pinned, pinned: true })
  await crew.sql.query("update memory_entries set updated_at = now() - interval '31 days' where workspace_id = $1", [
    workspaceId,
  ])
  await expireMemories()
  expect(await found('zeppelin')).toEqual(['Third zeppelin.'])
  expect(await leftOf('Second zeppelin', old)).toEqual(['audit_events'])
})

test('another embedder reads everything anew while search goes on, and then knows what words do not', async () => {
  const { workspaceId, principal } = tenant
  await note('The automobile is parked behind the house.')
  expect(await found('wagen')).toEqual([])
  const { rows } = await crew.sql.query<{ id: string }>('select id from providers where tenant_id = $1', [
    tenant.tenantId,
  ])
  const embedder = { kind: 'provider' as const, providerId: rows[0]?.id ?? '', model: 'embed-it' }
  const settings = await updateMemorySettings.run(admin, { workspaceId, embedder })
  expect(settings).toMatchObject({ isChanging: true, pending: 1, dimension: 768 })

  // Not yet read: the one before goes on, and knows what is new as well.
  await note('The bill for the roof is 900 euros.')
  expect(await found('parking')).toEqual(['The automobile is parked behind the house.'])
  expect(await found('roofs')).toEqual(['The bill for the roof is 900 euros.'])

  embeddings.answerWith(500)
  await tendMemory()
  expect(await getMemorySettings.run(principal, { workspaceId })).toMatchObject({
    isChanging: true,
    pending: 2,
    problem: expect.stringContaining('HTTP 500'),
  })
  expect(await found('parking')).toHaveLength(1)

  embeddings.answerWith(200)
  await crew.sql.query('update memory_pending set available_at = now()')
  await tendMemory()
  expect(await getMemorySettings.run(principal, { workspaceId })).toMatchObject({
    isChanging: false,
    pending: 0,
    problem: null,
  })
  expect(await found('wagen')).toEqual(['The automobile is parked behind the house.'])
  const vectors = await crew.sql.query<{ embedder: string }>(
    'select distinct embedder from memory_vectors where workspace_id = $1',
    [workspaceId],
  )
  expect(vectors.rows.map((row) => row.embedder)).toEqual([expect.stringContaining('embed-it')])

  // Where it does not answer, the search goes by words.
  embeddings.answerWith(500)
  expect(await found('automobile')).toEqual(['The automobile is parked behind the house.'])
  embeddings.answerWith(200)
})

test('whoever embeds and is killed in between leaves the rest to the next one', async () => {
  const { workspaceId } = tenant
  const { rows } = await crew.sql.query<{ id: string }>('select id from providers where tenant_id = $1', [
    tenant.tenantId,
  ])
  const embedder = { kind: 'provider' as const, providerId: rows[0]?.id ?? '', model: 'embed-it' }
  await updateMemorySettings.run(admin, { workspaceId, embedder })
  await tendMemory()
  await note('A wagen for the winter.')
  const release = embeddings.hold()
  const worker = await crew.startWorker()
  const before = embeddings.requests.length
  await expect.poll(() => embeddings.requests.length, { timeout: 20_000 }).toBeGreaterThan(before)
  await worker.kill('SIGKILL')
  release()
  const held = await crew.sql.query('select 1 from memory_pending where workspace_id = $1', [workspaceId])
  expect(held.rows).toHaveLength(1)
  // Its hold has run out.
  await crew.sql.query('update memory_pending set available_at = now()')
  await tendMemory()
  expect(await found('automobile')).toEqual(['A wagen for the winter.'])
})
