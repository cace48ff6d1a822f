import type { PreparedDatabase } from '#lib/db/migrate.ts'
import type { Services } from '#scripts/services/bring-up.ts'
import type { SandboxChoice } from './sandbox.ts'
import type { Secrets } from './secrets.ts'

export interface PlatformParts {
  dataDir: string
  secrets: Secrets
  services: Pick<Services, 'redisUrl'>
  database: Pick<PreparedDatabase, 'appUrl' | 'platformUrl'>
  sandbox?: SandboxChoice
}

/**
 * The variables with which web, worker and their command-line tools run. The owner's address is not among them: its
 * rights are for migrations alone, and those are done.
 */
export function platformEnvironment(parts: PlatformParts): Record<string, string> {
  const { dataDir, secrets, services, database, sandbox } = parts
  return {
    ...secrets,
    APP_DATABASE_URL: process.env.APP_DATABASE_URL || database.appUrl,
    PLATFORM_DATABASE_URL: process.env.PLATFORM_DATABASE_URL || database.platformUrl,
    REDIS_URL: services.redisUrl,
    CREWHOUSE_DATA_DIR: dataDir,
    ...(sandbox ? { CREWHOUSE_SANDBOX: sandbox.kind } : {}),
    ...(sandbox?.kind === 'docker' ? { CREWHOUSE_SANDBOX_IMAGE: sandbox.image } : {}),
  }
}
