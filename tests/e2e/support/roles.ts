import { Client } from 'pg'
import type { Environment } from './app.ts'

/** Another role for somebody in all of their organisations, as if a colleague had changed it. */
export async function changeRole(
  env: Environment,
  email: string,
  role: 'owner' | 'admin' | 'member' | 'viewer',
): Promise<void> {
  const client = new Client({ connectionString: env.PLATFORM_DATABASE_URL })
  await client.connect()
  try {
    await client.query(
      'update memberships set role = $2::"Role" where user_id = (select id from users where lower(email) = lower($1))',
      [email, role],
    )
  } finally {
    await client.end()
  }
}
