import { db } from '#lib/db/client.ts'

/** Whether the installation serves one tenant at most: what is safe among friends needs a setting once there are more. */
export async function hasOneTenant(): Promise<boolean> {
  const [row] = await db().$queryRaw<{ alone: boolean }[]>`select has_one_tenant() as alone`
  return row?.alone === true
}
