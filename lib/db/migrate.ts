import { createHash, hkdfSync, randomUUID } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

/** The lock that `prisma migrate` takes, so that the two never run at once. */
const PRISMA_MIGRATE_LOCK = 72707369
const MIGRATIONS_DIR = join(import.meta.dirname, '../../prisma/migrations')
const APP_ROLE = 'crewhouse_app'
const PLATFORM_ROLE = 'crewhouse_platform'

export interface PreparedDatabase {
  /** Role without BYPASSRLS, for everything that serves a tenant. */
  appUrl: string
  /** Role with BYPASSRLS, for claiming, reconciling and platform administration. */
  platformUrl: string
  /** Names of the migrations applied now. */
  applied: string[]
}

/**
 * Creates the two roles and applies pending migrations, as `prisma migrate deploy` would record them. Safe to run from
 * several processes at once.
 * @param options.ownerUrl a role that may create roles with BYPASSRLS (PostgreSQL: a superuser, or one that has it)
 * @param options.secret the roles' passwords are derived from it, so it must be the same at every start
 */
export async function prepareDatabase(options: { ownerUrl: string; secret: string }): Promise<PreparedDatabase> {
  const client = new pg.Client({ connectionString: options.ownerUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [PRISMA_MIGRATE_LOCK])
    const appPassword = rolePassword(options.secret, APP_ROLE)
    const platformPassword = rolePassword(options.secret, PLATFORM_ROLE)
    await ensureRole(client, APP_ROLE, appPassword, 'NOBYPASSRLS')
    await ensureRole(client, PLATFORM_ROLE, platformPassword, 'BYPASSRLS')
    const applied = await applyMigrations(client)
    return {
      appUrl: urlFor(options.ownerUrl, APP_ROLE, appPassword),
      platformUrl: urlFor(options.ownerUrl, PLATFORM_ROLE, platformPassword),
      applied,
    }
  } finally {
    await client.end()
  }
}

function rolePassword(secret: string, role: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', `postgres role ${role}`, 24)).toString('base64url')
}

async function ensureRole(client: pg.Client, role: string, password: string, bypass: 'BYPASSRLS' | 'NOBYPASSRLS') {
  // Roles belong to the whole server, so two databases may be prepared at once in spite of the per-database lock.
  await client.query(
    `do $$ begin create role ${role} login; exception when duplicate_object or unique_violation then null; end $$`,
  )
  const { rows } = await client.query('select rolbypassrls from pg_roles where rolname = $1', [role])
  const bypasses = rows[0]?.rolbypassrls === true
  if (bypasses !== (bypass === 'BYPASSRLS')) await client.query(`alter role ${role} ${bypass}`)
  await client.query(`do $$ begin
    alter role ${role} password ${client.escapeLiteral(password)};
    if not pg_has_role(current_user, '${role}', 'member') then grant ${role} to current_user; end if;
  exception when sqlstate 'XX000' then null; -- "tuple concurrently updated": the other one sets the same password
  end $$`)
}

function urlFor(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = password
  return url.href
}

async function applyMigrations(client: pg.Client): Promise<string[]> {
  await client.query(`create table if not exists _prisma_migrations (
    id varchar(36) primary key not null, checksum varchar(64) not null, finished_at timestamptz,
    migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
    started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`)
  const { rows } = await client.query(
    'select migration_name, checksum from _prisma_migrations where finished_at is not null and rolled_back_at is null',
  )
  const known = new Map<string, string>(rows.map((row) => [row.migration_name, row.checksum]))
  const applied: string[] = []
  for (const { name, sql, checksum } of await readMigrations()) {
    const recorded = known.get(name)
    if (recorded === checksum) continue
    if (recorded)
      throw new Error(
        `Migration ${name} was changed after it had been applied. Restore its file; write a new one for the change.`,
      )
    await client.query('begin')
    try {
      // Makes an UPDATE that FORCE would silently reduce to nothing fail instead.
      await client.query('set local row_security = off')
      await client.query(sql)
      await client.query(
        `insert into _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count) values ($1, $2, now(), $3, 1)`,
        [randomUUID(), checksum, name],
      )
      await client.query('commit')
    } catch (error) {
      await client.query('rollback')
      throw new Error(`Migration ${name} failed and was rolled back: ${(error as Error).message}`, { cause: error })
    }
    applied.push(name)
  }
  return applied
}

async function readMigrations(): Promise<{ name: string; sql: string; checksum: string }[]> {
  const entries = await readdir(MIGRATIONS_DIR, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(MIGRATIONS_DIR, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}
