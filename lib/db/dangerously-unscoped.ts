import { type PrismaClient, platformDb } from './client.ts'

/**
 * The client of the role that row-level security does not bind: claiming and reconciling runs, worker records and
 * platform administration. Every caller says why; a test holds the list of files that may import this.
 */
export function dangerouslyUnscoped(_why: string): PrismaClient {
  return platformDb()
}
