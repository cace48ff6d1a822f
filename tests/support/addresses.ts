/** Address of the test cluster, owner role, maintenance database. */
export function testDatabaseUrl(): string {
  return fromSetup('TEST_DATABASE_URL')
}

export function testRedisUrl(): string {
  return fromSetup('TEST_REDIS_URL')
}

function fromSetup(name: string): string {
  const value = process.env[name]
  if (!value) throw new Error(`${name} is not set: run this file through vitest, whose set-up brings the services.`)
  return value
}
