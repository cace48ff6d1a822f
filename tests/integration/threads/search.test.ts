import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createThread } from '#lib/threads/create-thread.ts'
import { renameThread } from '#lib/threads/rename-thread.ts'
import type { SearchHit } from '#lib/threads/schema.ts'
import { searchThreads } from '#lib/threads/search-threads.ts'
import { type Installation, installHere } from '../walls/installation.ts'
import { makeWorld, type World } from '../walls/world.ts'

let installation: Installation
let world: World
beforeAll(async () => {
  installation = await installHere()
  world = await makeWorld(installation.sql)
})
afterAll(() => installation.close())

/** A thread of the world's main workspace with a title, what a member said in it, and what was answered. */
async function addThread(said: {
  title?: string
  message?: string
  answer?: string
  private?: boolean
}): Promise<string> {
  const { workspaceId, agentId, tenantId, memberId } = world.main
  const { id } = await createThread.run(world.people.member, {
    workspaceId,
    agentId,
    title: said.title ?? 'Untitled',
    private: said.private ?? false,
  })
  const [messageId, runId] = [randomUUID(), randomUUID()]
  const privateTo = said.private ? memberId : null
  await installation.sql.query(
    `insert into messages (id, tenant_id, workspace_id, thread_id, private_to, author_id, author_name, text)
     values ($1, $2, $3, $4, $5, $6, 'P', $7)`,
    [messageId, tenantId, workspaceId, id, privateTo, memberId, said.message ?? ''],
  )
  await installation.sql.query(
    `insert into runs (id, tenant_id, workspace_id, thread_id, agent_id, message_id, private_to, status, created_by_id)
     values ($1, $2, $3, $4, $5, $6, $7, 'succeeded', $8)`,
    [runId, tenantId, workspaceId, id, agentId, messageId, privateTo, memberId],
  )
  const parts = [
    { type: 'reasoning', text: 'secretthought' },
    { type: 'text', text: said.answer ?? '' },
  ]
  await installation.sql.query(
    `insert into steps (id, tenant_id, workspace_id, run_id, private_to, index, attempt, provider, model, parts, finish_reason, stream_id, started_at, finished_at)
     values ($1, $2, $3, $4, $5, 0, 1, 'd', 'd', $6, 'stop', '0-0', now(), now())`,
    [randomUUID(), tenantId, workspaceId, runId, privateTo, JSON.stringify(parts)],
  )
  return id
}

async function search(q: string, principal = world.people.member): Promise<SearchHit[]> {
  return (await searchThreads.run(principal, { workspaceId: world.main.workspaceId, q })).items
}
const found = async (q: string) => (await search(q)).map(({ thread }) => thread.id)
const marked = (hit: SearchHit | undefined) => hit?.found.snippet.filter(({ match }) => match).map(({ text }) => text)

describe('what is found', () => {
  test('words of the title, of a message and of an answer, and never what a model thought', async () => {
    const id = await addThread({
      title: 'Quokka census',
      message: 'Please count wallabies',
      answer: 'There are numbats.',
    })
    for (const q of ['quokka', 'WALLABIES', 'numbats', 'numb', 'count wallab']) expect(await found(q), q).toEqual([id])
    for (const q of ['secretthought', 'allabies', 'numbats elephants']) expect(await found(q), q).toEqual([])
  })

  test('umlauts however they are written', async () => {
    const umlaut = await addThread({ message: 'Fährverbindung nach Großschönau' })
    const spelledOut = await addThread({ message: 'Der Baecker Joergensen' })
    for (const q of [
      'fährverbindung',
      'FÄHRVERBINDUNG',
      'fahrverbindung',
      'faehrverbindung',
      'grossschon',
      'großschön',
      'grossschoen',
    ]) {
      expect(await found(q), q).toEqual([umlaut])
    }
    for (const q of ['Bäcker', 'baecker', 'jörgensen', 'joerg']) expect(await found(q), q).toEqual([spelledOut])
  })

  test('parts of paths, addresses and what stands between dashes and quotation marks', async () => {
    const id = await addThread({ answer: 'See `src/zebrafish/index.ts` — „Gürteltier“, and ocelot-cat@example.org' })
    for (const q of ['zebrafish', 'index.ts zebra', 'gürteltier', 'ocelot', 'src/zebrafish/index.ts']) {
      expect(await found(q), q).toEqual([id])
    }
  })

  test('a title first, and each thread once', async () => {
    const inAnswer = await addThread({ message: 'axolotl axolotl', answer: 'An axolotl is an axolotl.' })
    const inTitle = await addThread({ title: 'Axolotl' })
    expect(await found('axolotl')).toEqual([inTitle, inAnswer])
  })

  test('a title as it is now', async () => {
    const id = await addThread({ title: 'Platypus' })
    await renameThread.run(world.people.member, { workspaceId: world.main.workspaceId, threadId: id, title: 'Echidna' })
    expect(await found('platypus')).toEqual([])
    expect(await found('echidna')).toEqual([id])
  })

  test('a stretch of the text with the words marked in it, as text and never as markup', async () => {
    const filler = 'lorem '.repeat(200)
    await addThread({ message: `${filler}<b>the Pangolín</b> &amp; friends ${filler}` })
    const [hit] = await search('pangol')
    const snippet = hit?.found.snippet.map(({ text }) => text).join('') ?? ''
    expect(snippet).toContain('<b>the Pangolín</b> &amp; friends')
    expect(snippet.length).toBeLessThan(200)
    expect(marked(hit)).toEqual(['Pangolín'])
  })

  test('nothing, instead of an error, for what is no word', async () => {
    for (const q of ["'", '& | !', ':*', '---', "a' | 'b", '\\', '🦀'] as const)
      await expect(search(q), q).resolves.toBeInstanceOf(Array)
  })
})

describe('the walls of search', () => {
  test('a private thread is found by its creator alone', async () => {
    const id = await addThread({ message: 'a narwhal in private', private: true })
    expect(await found('narwhal')).toEqual([id])
    expect(await search('narwhal', world.people.owner)).toEqual([])
  })

  test('under row-level security alone the function answers the scope it is called in, and no other', async () => {
    const elsewhere = await makeWorld(installation.sql)
    const client = await installation.sql.connect()
    try {
      for (const [tenantId, workspaceId] of [
        [elsewhere.tenantId, elsewhere.main.workspaceId],
        [elsewhere.tenantId, world.main.workspaceId],
        [world.tenantId, world.other.workspaceId],
        ['', ''],
      ]) {
        await client.query('begin')
        await client.query('set local role crewhouse_app')
        await client.query(
          "select set_config('app.tenant_id', $1, true), set_config('app.workspace_id', $2, true), set_config('app.principal_id', $3, true)",
          [tenantId, workspaceId, tenantId ? world.main.memberId : ''],
        )
        const { rowCount } = await client.query(
          "select 1 from search_threads(to_tsquery('thread_search', $1), false, null, 50)",
          [world.main.marker.split('-')[0]],
        )
        expect(rowCount).toBe(0)
        await client.query('rollback')
      }
    } finally {
      client.release()
    }
  })
})

test('the search reads its index, and of it the workspace’s part alone', async () => {
  const { tenantId, workspaceId, agentId, memberId } = world.main
  const { sql } = installation
  await sql.query(
    `insert into threads (id, tenant_id, workspace_id, agent_id, title, created_by_id)
     select gen_random_uuid(), $1, $2, $3, 'Common word ' || md5(i::text), $4 from generate_series(1, 3000) i`,
    [tenantId, workspaceId, agentId, memberId],
  )
  await sql.query('analyze thread_texts')
  const client = await sql.connect()
  const plans: string[] = []
  client.on('notice', ({ message }) => void (message?.includes('thread_texts') && plans.push(message)))
  try {
    await client.query("load 'auto_explain'")
    for (const setting of ['log_nested_statements = on', 'log_min_duration = 0']) {
      await client.query(`set auto_explain.${setting}`)
    }
    await client.query('set client_min_messages = log')
    await client.query(
      "select set_config('app.tenant_id', $1, false), set_config('app.workspace_id', $2, false), set_config('app.principal_id', $3, false)",
      [tenantId, workspaceId, memberId],
    )
    await client.query('set role crewhouse_app')
    const { rowCount } = await client.query(
      `select * from search_threads(to_tsquery('thread_search', '''common'':*'), false, null, 20)`,
    )
    expect(rowCount).toBe(20)
  } finally {
    await client.query('reset all')
    client.release(true)
  }
  const plan = plans.find((text) => text.includes('Bitmap') || text.includes('Scan on thread_texts')) ?? ''
  expect(plan).toMatch(/Bitmap Index Scan on thread_texts_words/)
  expect(plan).toMatch(/Index Cond: \(\(workspace_id = .*words @@/)
  expect(plan).not.toMatch(/Seq Scan on thread_texts/)
})
