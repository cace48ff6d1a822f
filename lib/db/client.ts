import { PrismaPg } from '@prisma/adapter-pg'
import { requireEnv } from '#lib/env.ts'
import { EagerClient } from './eager-client.ts'
import { type Prisma, PrismaClient } from './generated/client.ts'
import { statementName } from './statement-name.ts'

export { Prisma } from './generated/client.ts'
export type { PrismaClient }
export type Tx = Prisma.TransactionClient

// Next.js evaluates modules more than once in development; the pools must not multiply with it.
const shared = globalThis as { crewhouseDb?: PrismaClient; crewhousePlatformDb?: PrismaClient }

/** Kept open when nothing happens: the first turn after a quiet hour must not wait for a connection and its plans. */
const KEPT_CONNECTIONS = 2

export function createClient(url: string, maxConnections: number): PrismaClient {
  const pool = {
    connectionString: url,
    max: maxConnections,
    min: KEPT_CONNECTIONS,
    pipeline: true,
    Client: EagerClient,
  }
  const adapter = new PrismaPg(pool, { statementNameGenerator: ({ sql }) => statementName(sql) })
  return new PrismaClient({ adapter })
}

/** The client of the role that row-level security binds. Tenant data is read through `withScope` alone. */
export function db(): PrismaClient {
  shared.crewhouseDb ??= createClient(requireEnv('APP_DATABASE_URL'), 20)
  return shared.crewhouseDb
}

/** @internal Use `dangerouslyUnscoped`. */
export function platformDb(): PrismaClient {
  shared.crewhousePlatformDb ??= createClient(requireEnv('PLATFORM_DATABASE_URL'), 10)
  return shared.crewhousePlatformDb
}

/** Closes both pools. */
export async function closeDb(): Promise<void> {
  await Promise.all([shared.crewhouseDb?.$disconnect(), shared.crewhousePlatformDb?.$disconnect()])
  shared.crewhouseDb = undefined
  shared.crewhousePlatformDb = undefined
}

/** Refuses to serve under a role for which row-level security does not count. */
export async function assertAppRoleIsBound(): Promise<void> {
  const [role] = await db().$queryRaw<{ name: string; free: boolean }[]>`
    select rolname as name, rolsuper or rolbypassrls as free from pg_roles where rolname = current_user`
  if (!role || role.free) {
    throw new Error(
      `APP_DATABASE_URL connects as "${role?.name}", which row-level security does not bind. Use the role crewhouse_app.`,
    )
  }
}
