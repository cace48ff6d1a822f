import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bringUpServices, keepServicesUp, type Services, takeServicesDown } from '#scripts/services/bring-up.ts'
import { makePassable } from '#scripts/services/folders.ts'

const say = () => undefined
let dataDir: string
let services: Services

const bringUp = () => bringUpServices({ dataDir, say, backend: 'packages', disposable: true })

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

async function onRedis<T>(url: string, work: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis(url, { maxRetriesPerRequest: 0, retryStrategy: () => null })
  redis.on('error', () => undefined)
  try {
    return await work(redis)
  } finally {
    redis.disconnect()
  }
}

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'crewhouse-services-test-'))
  makePassable(dataDir, { evenIfExisting: true })
  services = await bringUp()
})

afterAll(async () => {
  await services.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('PostgreSQL 17 with pgvector and its HNSW index, and Redis with an append-only file', async () => {
  await query(services.databaseUrl, 'create extension vector')
  await query(services.databaseUrl, 'create table points (at vector(3))')
  await query(services.databaseUrl, 'create index on points using hnsw (at vector_l2_ops)')
  expect(await query(services.databaseUrl, "select current_setting('server_version_num')::int / 10000 as v")).toEqual([
    { v: 17 },
  ])
  expect(await onRedis(services.redisUrl, (redis) => redis.config('GET', 'appendonly'))).toEqual(['appendonly', 'yes'])
})

test('both listen on the loopback address alone and refuse who does not know the password', async () => {
  const wrong = new URL(services.databaseUrl)
  wrong.password = 'guessed'
  await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/)
  const anonymous = `redis://${new URL(services.redisUrl).host}/0`
  await expect(onRedis(anonymous, (redis) => redis.get('x'))).rejects.toThrow(/NOAUTH/)
  expect(await query(services.databaseUrl, "select current_setting('listen_addresses') as at")).toEqual([
    { at: '127.0.0.1' },
  ])
  expect(await onRedis(services.redisUrl, (redis) => redis.config('GET', 'bind'))).toEqual(['bind', '127.0.0.1'])
})

test('the passwords show neither in the list of processes nor to other users of the machine', () => {
  const passwords = [services.databaseUrl, services.redisUrl].map((url) => new URL(url).password)
  const commandLines = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      } catch {
        return ''
      }
    })
  for (const password of passwords) expect(commandLines.some((line) => line.includes(password))).toBe(false)
  for (const name of ['services.json', 'services/postgres', 'services/redis']) {
    expect(statSync(join(dataDir, name)).mode & 0o077).toBe(0)
  }
})

test('a second command finds the running servers instead of starting others', async () => {
  const again = await bringUp()
  expect(again.databaseUrl).toBe(services.databaseUrl)
  const [{ started }] = (await query(again.databaseUrl, 'select pg_postmaster_start_time()::text as started')) as [
    { started: string },
  ]
  expect(await query(services.databaseUrl, 'select pg_postmaster_start_time()::text as started')).toEqual([{ started }])
})

test.each(['stop', 'kill'] as const)('data survive: %s both servers and start again', async (how) => {
  await query(services.databaseUrl, `create table kept_${how} as select 42 as answer`)
  await onRedis(services.redisUrl, (redis) => redis.set(`kept-${how}`, '42'))
  const { databaseUrl, redisUrl } = services
  for (const service of services.own) await service[how]()
  await expect(query(databaseUrl, 'select 1')).rejects.toThrow(/ECONNREFUSED/)
  services = await bringUp()
  expect([services.databaseUrl, services.redisUrl]).toEqual([databaseUrl, redisUrl])
  expect(await query(databaseUrl, `select answer from kept_${how}`)).toEqual([{ answer: 42 }])
  expect(await onRedis(redisUrl, (redis) => redis.get(`kept-${how}`))).toBe('42')
})

test('a data folder that was moved takes its data along', async () => {
  await query(services.databaseUrl, 'create table moved as select 7 as seven')
  await services.stop()
  const moved = `${dataDir}-moved`
  renameSync(dataDir, moved)
  dataDir = moved
  services = await bringUp()
  expect(await query(services.databaseUrl, 'select seven from moved')).toEqual([{ seven: 7 }])
})

test('addresses from the environment win: nothing of our own starts', async () => {
  const empty = join(dataDir, 'nothing-here')
  const given = await bringUpServices({
    dataDir: empty,
    say,
    databaseUrl: 'postgresql://db/x',
    redisUrl: 'redis://r/0',
  })
  expect(given).toMatchObject({ databaseUrl: 'postgresql://db/x', redisUrl: 'redis://r/0', own: [] })
  expect(readdirSync(dataDir)).not.toContain('nothing-here')
})

test('kept servers outlive those who only use them', async () => {
  const kept = await keepServicesUp({ dataDir, say, backend: 'packages' })
  await kept.stop()
  expect(await query(kept.databaseUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  await takeServicesDown(dataDir, say)
  await expect(query(kept.databaseUrl, 'select 1')).rejects.toThrow(/ECONNREFUSED/)
})
