import pg from 'pg'
import { expect, test } from 'vitest'
import { createTestDatabase, createTestRedis } from '#tests/support/database.ts'

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

test('each test has a migrated database of its own, reached by three roles of different rights', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()])
  const role = `select rolname, rolsuper, rolbypassrls from pg_roles where rolname = current_user`
  expect(await query(one.appUrl, role)).toEqual([{ rolname: 'crewhouse_app', rolsuper: false, rolbypassrls: false }])
  expect(await query(one.platformUrl, role)).toMatchObject([{ rolname: 'crewhouse_platform', rolbypassrls: true }])
  await query(one.ownerUrl, 'create table only_here (id int)')
  const exists = `select to_regclass('only_here') is not null as here, to_regclass('tenants') is not null as migrated`
  expect(await query(one.ownerUrl, exists)).toEqual([{ here: true, migrated: true }])
  expect(await query(other.ownerUrl, exists)).toEqual([{ here: false, migrated: true }])
  await Promise.all([one.drop(), other.drop()])
  await expect(query(one.ownerUrl, 'select 1')).rejects.toThrow('does not exist')
})

test('Redis databases are handed out one each, and empty', async () => {
  const [one, other] = await Promise.all([createTestRedis(), createTestRedis()])
  expect(one.redisUrl).not.toBe(other.redisUrl)
  await Promise.all([one.drop(), other.drop()])
})
