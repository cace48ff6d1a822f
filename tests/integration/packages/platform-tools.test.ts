import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { scopeOfRun } from '#lib/access/scope.ts'
import { withScope } from '#lib/db/with-scope.ts'
import { loadFirstParty } from '#lib/packages/first-party.ts'
import { getPackage } from '#lib/packages/get-package.ts'
import { loadAgentSecrets, mayUse } from '#lib/secrets/agent-secrets.ts'
import { findTools } from '#lib/toolbox/sources.ts'
import { decideByRules } from '#lib/tools/policy.ts'
import { testDatabaseUrl } from '#tests/support/addresses.ts'
import { type Crew, createCrew } from '#tests/support/crew.ts'
import { type SmtpServer, startSmtpServer } from '#tests/support/smtp-server.ts'
import { executeTool } from '#worker/engine/tools/execute-tool.ts'
import { type Administered, agentOf, install, seenBy } from './marketplace.ts'

/* The installation's packages whose tools run on the platform, against a real PostgreSQL and a server that speaks SMTP. */

const password = randomBytes(18).toString('hex')
const role = `reader_${randomBytes(6).toString('hex')}`
const login = { user: 'robot', password: 'the-mailbox-password' }
let crew: Crew
let tenant: Administered
let agentId: string
let mail: SmtpServer
let database: URL
let databaseName: string

beforeAll(async () => {
  database = new URL(testDatabaseUrl())
  mail = await startSmtpServer({ login, refuses: /nobody@/ })
  process.env.CREWHOUSE_TOOL_PRIVATE_HOSTS = `${database.host},${new URL(mail.url).host}`
  crew = await createCrew()
  const made = await crew.createTenant('http://127.0.0.1:9/v1')
  tenant = { ...made, admin: await made.addMember('admin', 'Ada') }
  agentId = await tenant.createAgent({ tools: ['read_file'] })
  databaseName = (await crew.sql.query('select current_database() as name')).rows[0].name
  await crew.sql.query(`create role ${role} login password '${password}'`)
  await crew.sql.query(`create schema shop; create table shop.orders (id int, item text, paid boolean);
    insert into shop.orders select n, 'item ' || n, n % 2 = 0 from generate_series(1, 700) n;
    insert into shop.orders values (1000, 'a|b' || chr(10) || 'c', null);
    create sequence shop.numbers; grant all on sequence shop.numbers to ${role};
    create function shop.wipe() returns void language sql as 'delete from shop.orders';
    grant usage, create on schema shop to ${role}; grant all on shop.orders to ${role}`)
  await loadFirstParty()
  const { host } = database
  await installFirstParty('postgres-query', {
    secrets: [{ name: 'POSTGRES_PASSWORD', value: password }],
    settings: { host, database: databaseName, user: role, tls: 'none' },
  })
  await installFirstParty('email-smtp', {
    secrets: [{ name: 'SMTP_PASSWORD', value: login.password }],
    settings: {
      ...{ host: new URL(mail.url).host, security: 'none', user: login.user },
      ...{ from: 'robot@example.com', from_name: 'The robot', recipients: 'example.com, bea@partner.example' },
    },
  })
}, 120_000)
afterAll(async () => {
  await crew.sql.query(`drop owned by ${role}; drop role ${role}`)
  await crew.close()
  await mail.close()
})

async function installFirstParty(name: string, input: object) {
  const found = (await seenBy(tenant)).find((each) => each.name === name)
  const { shown, id } = await getPackage.run(tenant.admin, {
    workspaceId: tenant.workspaceId,
    packageId: found?.id ?? '',
  } as never)
  return install(tenant, { packageId: id, address: shown?.address, agentIds: [agentId], ...input })
}

const scope = () =>
  scopeOfRun({ tenantId: tenant.tenantId, workspaceId: tenant.workspaceId, createdById: randomUUID(), role: 'member' })

async function definition(name: string) {
  const tools = await withScope(scope(), (tx) => findTools(tx, { ...tenant, agentId }))
  const tool = tools.get(name)
  if (!tool) throw new Error(`there is no ${name}`)
  return tool
}

async function call(name: string, input: unknown) {
  const { status, result } = await executeTool(await definition(name), input, {
    scope: scope(),
    ...{ threadId: randomUUID(), runId: randomUUID(), agentId, toolCallId: randomUUID() },
    deferredTools: () => [],
    hasSandbox: false,
    workspaceAccess: 'rw',
    sandbox: () => Promise.reject(new Error('no sandbox is needed')),
    signal: new AbortController().signal,
    onOutput: () => undefined,
  })
  return { status, text: result.text }
}

const query = (sql: string, more: object = {}) => call('postgres_query', { sql, ...more })
const count = async () => (await crew.sql.query('select count(*)::int as n from shop.orders')).rows[0].n

test('an agent is given the tools, and no container ever sees what they need', async () => {
  expect(await agentOf(tenant, agentId)).toMatchObject({ tools: ['read_file', 'postgres_query', 'email_send'] })
  const { usable } = await loadAgentSecrets(scope(), agentId)
  expect(usable.map(({ name }) => name).sort()).toEqual(['POSTGRES_PASSWORD', 'SMTP_PASSWORD'])
  for (const tool of ['shell', null]) expect(usable.filter(({ tools }) => mayUse(tools, tool))).toEqual([])
})

describe('postgres_query', () => {
  test('answers with a table of rows', async () => {
    expect(await query('select id, item, paid from shop.orders where id in (1, 1000) order by id; -- the end')).toEqual(
      {
        status: 'succeeded',
        text: expect.stringContaining(
          '| id | item | paid |\n| --- | --- | --- |\n| 1 | item 1 | f |\n| 1000 | a\\|b\\nc | NULL |',
        ),
      },
    )
    expect((await query('select 1 as one where false')).text).toBe('0 rows. Columns: one.')
  })

  test('ends at its limit of rows, and of bytes', async () => {
    const { text } = await query('select id from shop.orders order by id', { limit: 3 })
    expect(text).toMatch(/^3 rows, and there are more/)
    expect(text).not.toContain('| 4 |')
    expect((await query(`select repeat('x', 30000) from shop.orders`)).text.length).toBeLessThan(50_000)
    expect(await query(`select repeat('x', 20000000)`)).toEqual({
      status: 'failed',
      text: 'The answer is too large. Ask for fewer columns or rows.',
    })
  })

  test.each([
    ['delete from shop.orders', /syntax error/],
    ['insert into shop.orders values (1)', /syntax error/],
    ['with gone as (delete from shop.orders returning 1) select * from gone', /data-modifying/],
    ['select 1; delete from shop.orders', /multiple commands/],
    ['select 1; commit; delete from shop.orders', /multiple commands/],
    ['select 1 into shop.stolen', /INTO/],
    ["copy (select 1) to program 'touch /tmp/was-here'", /syntax error/],
    ['set transaction read write', /syntax error/],
    ["select set_config('transaction_read_only', 'off', false)", /before any query/],
    ["select nextval('shop.numbers')", /read-only transaction/],
    ['do $$ begin delete from shop.orders; end $$', /syntax error/],
    ['select shop.wipe()', /read-only transaction/],
    ['select * from shop.orders for update', /read-only|FOR UPDATE/],
    ['select nothing from nowhere', /"nowhere" does not exist/],
  ])('refuses %s', async (sql, why) => {
    const before = await count()
    const { status, text } = await query(sql)
    expect({ status, text }).toEqual({ status: 'failed', text: expect.stringMatching(why) })
    expect(await count()).toBe(before)
  })

  test('goes nowhere that nobody has named, and never says its password', async () => {
    const settings = { host: '127.0.0.1:1', database: databaseName, user: role, tls: 'none' }
    await crew.sql.query(`update package_installations set settings = $1 where name = 'postgres-query'`, [settings])
    expect((await query('select 1')).text).toMatch(/never sent to 127\.0\.0\.1 without encryption/)
    const encrypted = { ...settings, tls: 'verified' }
    await crew.sql.query(`update package_installations set settings = $1 where name = 'postgres-query'`, [encrypted])
    expect((await query('select 1')).text).toMatch(/may not go to 127\.0\.0\.1/)
    await crew.sql.query(`update secrets set hosts = array['127.0.0.1:1'] where name = 'POSTGRES_PASSWORD'`)
    expect((await query('select 1')).text).toMatch(/private, local or reserved network/)
    await crew.sql.query(`update secrets set hosts = array[$1] where name = 'POSTGRES_PASSWORD'`, [database.host])
    const wrong = { ...settings, host: database.host, user: 'nobody_at_all' }
    await crew.sql.query(`update package_installations set settings = $1 where name = 'postgres-query'`, [wrong])
    const { text } = await query('select 1')
    expect(text).toMatch(/refused the user or its password/)
    expect(text).not.toContain(password)
  })
})

describe('email_send', () => {
  const letter = { to: ['ann@example.com'], subject: 'Übersicht', text: 'Guten Tag.\n.\nBis morgen.' }

  test('sends a letter from the address that the installation has', async () => {
    expect(await call('email_send', letter)).toEqual({
      status: 'succeeded',
      text: 'The mail server took the letter for ann@example.com.',
    })
    const arrived = await mail.letterTo('ann@example.com')
    expect(arrived).toMatchObject({ from: 'robot@example.com', to: ['ann@example.com'] })
    expect(arrived.headers).toMatchObject({ subject: 'Übersicht', from: 'The robot <robot@example.com>' })
    expect(arrived.text).toContain('Bis morgen.')
  })

  test.each([
    ['eve@elsewhere.example', /may not go to eve@elsewhere\.example/],
    ['ann@sub.example.com', /may not go/],
    ['ann@example.com.evil.example', /may not go/],
    ['ann@example.com, eve@elsewhere.example', /no plain address/],
    ['<eve@elsewhere.example> ann@example.com', /no plain address/],
    ['ann@example.com\r\nRCPT TO:<eve@elsewhere.example>', /One line/],
    ['bob@partner.example', /may not go/],
    ['"eve@elsewhere.example"@example.com', /no plain address/],
  ])('refuses the recipient %j, and sends nothing to anybody', async (address, why) => {
    const before = mail.letters.length
    const { status, text } = await call('email_send', { ...letter, to: ['ann@example.com', address] })
    expect({ status, text }).toEqual({ status: 'failed', text: expect.stringMatching(why) })
    expect(mail.letters.length).toBe(before)
  })

  test.each(['Hello\r\nBcc: eve@elsewhere.example', 'Hello\nX: y', 'Hello\u2028Bcc: eve'])(
    'takes no header in the subject %j',
    async (subject) => {
      const before = mail.letters.length
      expect(await call('email_send', { ...letter, subject })).toMatchObject({ status: 'failed' })
      expect(mail.letters.length).toBe(before)
    },
  )

  test('says who was refused, and asks where a rule says so', async () => {
    const { status, text } = await call('email_send', { ...letter, to: ['nobody@example.com', 'bea@partner.example'] })
    expect({ status, text }).toEqual({
      status: 'succeeded',
      text: 'The mail server took the letter for bea@partner.example. It refused nobody@example.com: nothing was sent there.',
    })
    const rules = [{ tools: 'risk:dangerous', effect: 'ask' as const }]
    const levels = [{ level: 'workspace' as const, rules }]
    expect(decideByRules(await definition('email_send'), levels as never, null).effect).toBe('ask')
    expect(decideByRules(await definition('postgres_query'), levels as never, null).effect).toBe('auto')
  })
})
